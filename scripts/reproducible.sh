#!/usr/bin/env bash
# Builds the last commit twice, in folders of different names, and compares the jars byte by byte.
# Arguments go to Maven, for example -o.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  mkdir -p "$work/$1"
  git -C "$root" archive HEAD | tar -x -C "$work/$1"
  (cd "$work/$1" && mvn -q -B -ntp "${@:2}" -Dmaven.test.skip=true package >&2)
  (cd "$work/$1" && find . -path '*/target/*.jar' -print0 | sort -z | xargs -0 sha256sum)
}

build first "$@" >"$work/first.sums"
build 'a second' "$@" >"$work/second.sums"
[ -s "$work/first.sums" ] || { echo 'no jars were built' >&2; exit 1; }
diff "$work/first.sums" "$work/second.sums" || { echo 'the jars differ' >&2; exit 1; }
echo "$(wc -l <"$work/first.sums") jars, the same bytes in both builds"
