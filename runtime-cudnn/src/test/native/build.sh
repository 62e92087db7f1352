#!/bin/sh
# Builds the stand-in's four libraries into folder $1, if something changed or they are not there.
# Where that cannot be done it says why, also in $1/skipped, and succeeds: the tests then skip.
set -eu
sources=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
rm -f "$out/skipped"

skip() {
  echo "The CUDA stand-in is not built: $1" | tee "$out/skipped"
  exit 0
}

[ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || skip "it is for Linux on x86-64, as JCuda's natives are"
command -v g++ > /dev/null || skip "there is no g++ on this machine"

if [ -f "$out/built" ] && [ -z "$(find "$sources" -type f -newer "$out/built")" ]; then
  exit 0
fi
rm -f "$out/built"

# $1: file name, $2: the functions to export under a version of that name, or nothing; the rest: sources.
library() {
  name=$1 exported=$2
  shift 2
  if [ -n "$exported" ]; then
    echo "$name { global: $exported; local: *; };" > "$out/$name.map"
    set -- "$@" -Wl,--version-script="$out/$name.map" "$out/libcuda.so.1"
  fi
  g++ -std=c++17 -O2 -march=native -Wall -Wextra -Werror -U_FORTIFY_SOURCE -fPIC -fvisibility=hidden -shared \
    -Wl,-z,defs -Wl,-Bsymbolic -Wl,-soname,"$name" -Wl,-rpath,'$ORIGIN' -o "$out/$name" "$@"
}

cd "$sources"
library libcuda.so.1 '' cuda/*.cpp -ldl -lpthread
library libnvrtc.so.12 'nvrtc*' nvrtc/nvrtc.cpp -DSTAND_IN_HEADER="\"$sources/nvrtc/cuda_c.h\""
library libcublas.so.12 'cublas*' cublas/cublas.cpp math/product.cpp
library libcudnn.so.9 'cudnn*' cudnn/*.cpp math/product.cpp
touch "$out/built"
