#!/usr/bin/env bash
# Hands every reader of files from strangers one file after another, made by a fuzzer that watches which code
# they reach: scripts/fuzz.sh [SECONDS] [KIND...], by default 600 seconds for each kind. The first file for which a
# promise is not kept ends it; it and the files found on the way are in runtime/target/fuzz/KIND.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-600}
shift || true
kinds=("$@")
if ((${#kinds[@]} == 0)); then
  kinds=(safetensors pytorch_zip pytorch_pickles cifar10 cifar100 archive image run_state metrics)
fi
for kind in "${kinds[@]}"; do
  printf '== %s, %s s\n' "$kind" "$seconds"
  nice mvn -q -B -ntp -Pfuzz -pl runtime -am -Dlamina.fuzz="$kind" -Dlamina.fuzz.seconds="$seconds" test \
    2>&1 | grep -v '^INFO: Instrumented'
done
