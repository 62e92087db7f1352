#!/usr/bin/env bash
# Trains and resumes a little under conditions that users have and developers forget: threads, one
# core, little memory, other JDKs, languages and folders. Weights must come out bit for bit as at home.
# Needs Linux; what needs root or a tool that is not there is skipped and says so. Tries every JDK below /usr/lib/jvm,
# and those that LAMINA_JDKS names: folders, with colons between them.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/lamina-hygiene.XXXX")
chmod 755 "$work"
cgroup=
trap 'chmod -R u+w "$work"; rm -rf "$work"; [[ -z $cgroup ]] || rmdir "$cgroup"' EXIT
failed=0
number=0

version=$("$root/lamina" --version) || exit 1
jar=$(echo "$root"/examples/target/launcher/lamina-examples-*.jar)
home_java=${JAVA_HOME:+$JAVA_HOME/bin/}java
unset OMP_NUM_THREADS JAVA_HOME JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS

# Forty images of CIFAR-10's format a file, all the same every time.
data=$work/data
mkdir "$data"
for file in data_batch_{1..5} test_batch; do
  LC_ALL=C awk 'BEGIN { srand(7); for (i = 0; i < 40; i++) { printf "%c", 1 + i % 9
    for (p = 0; p < 3072; p++) printf "%c", 1 + int(255 * rand()) } }' >"$data/$file.bin"
done

# lamina OUTPUT ARGUMENTS...: through $prefix, with $java and $flags.
lamina() {
  local log=$1
  shift
  "${prefix[@]}" "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true "${flags[@]}" -jar "$jar" "$@" >"$log" 2>&1
}

reset() { prefix=(env) java=$home_java flags=() threads=(--threads 1) compared=yes; }

report() {
  printf '%-58s %s\n' "$1" "$2"
  if [[ $2 == FAILED* ]]; then
    failed=1
    sed 's/^/    /' "$work/log" | tail -5
  fi
}

# case_ NAME [DATA [SUFFIX]]: two epochs in two commands; compares weights with the first case's, unless $compared is no.
case_() {
  local name=$1 images=${2:-$data} out sum
  number=$((number + 1))
  out=$work/out/$number${3:-}
  mkdir -p -m 777 "$work/out"
  if lamina "$work/log" train ResNet --data "$images" "${threads[@]}" --out "$out" --epochs 1 \
    --batch-size 8 --limit 16 --milestones 1 &&
    lamina "$work/log" train ResNet --data "$images" "${threads[@]}" --resume "$out" --epochs 2; then
    sum=$(sha256sum <"$out/ResNet.last.safetensors")
    expected=${expected:-$sum}
    if [[ $compared == no ]]; then
      report "$name" 'trained'
    elif [[ $sum == "$expected" ]]; then
      report "$name" 'the same weights'
    else
      report "$name" 'FAILED: other weights'
    fi
  else
    report "$name" "FAILED: exit code $?"
  fi
  reset
}

# refused NAME PATTERN ARGUMENTS...: one line that matches, and exit code 2.
refused() {
  local name=$1 pattern=$2 code=0
  shift 2
  lamina "$work/log" "$@" || code=$?
  if ((code == 2)) && [[ $(grep -c . "$work/log") -ge 1 ]] && tail -1 "$work/log" | grep -Eq "^lamina: .*$pattern" &&
    ! grep -q '^	at ' "$work/log"; then
    report "$name" 'refused in one line, exit code 2'
  else
    report "$name" "FAILED: exit code $code"
  fi
  reset
}

# container SIZE: makes a cgroup that holds no more memory, and sets $within to what starts a program there.
container() {
  local root=/sys/fs/cgroup limit=memory.max
  if [[ -d $root/memory ]]; then root=$root/memory limit=memory.limit_in_bytes; fi
  mkdir "$root/lamina-hygiene.$$" 2>/dev/null || return 1
  cgroup=$root/lamina-hygiene.$$
  echo "$1" 2>/dev/null >"$cgroup/$limit" || return 1
  within=(bash -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$cgroup")
}

declared=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml")
echo "$version" >"$work/log"
if [[ $version == "lamina $declared" ]]; then report 'the version' "$declared"; else report 'the version' "FAILED: not $declared"; fi
reset
case_ 'as it is, one thread'
prefix=(env OMP_NUM_THREADS=1) && case_ 'OMP_NUM_THREADS=1, --threads 1'
prefix=(env OMP_NUM_THREADS=1) threads=() && case_ 'OMP_NUM_THREADS=1, no --threads'
prefix=(env OMP_NUM_THREADS=7) && case_ 'OMP_NUM_THREADS=7, --threads 1'
# Other numbers of threads may add up in another order.
threads=() compared=no && case_ 'neither OMP_NUM_THREADS nor --threads'
prefix=(taskset -c 0) && case_ 'one core (taskset)'
flags=(-XX:MaxRAM=700m) && case_ 'a machine of 700 MB (MaxRAM)'
flags=(-XX:MaxRAMPercentage=2) && case_ 'MaxRAMPercentage=2'
refused 'a batch that memory cannot hold' 'batches of [0-9]+ would fit' bench ResNet --threads 1 --batch-size 30000
mkdir "$work/whole"
truncate -s 30730000 "$work"/whole/data_batch_{1..5}.bin "$work/whole/test_batch.bin"
flags=(-Xmx128m)
refused 'a heap that all images do not fit into' 'give Java more memory' \
  train ResNet --data "$work/whole" --threads 1 --out "$work/out/whole" --epochs 1
if container 600M; then
  prefix=("${within[@]}") && case_ 'a container of 600 MB (cgroup)'
  prefix=("${within[@]}")
  refused 'a batch that the container cannot hold' 'batches of [0-9]+ would fit' bench ResNet --threads 1 --batch-size 1024
  prefix=("${within[@]}")
  refused 'a training that the container cannot hold' 'batches of [0-9]+ would fit' \
    train ResNet --data "$data" --threads 1 --out "$work/out/large" --epochs 1 --batch-size 1024 --limit 16
  if [[ -e $work/out/large ]]; then report 'nothing is left of that' 'FAILED: it has an output folder'; fi
else
  report 'a container of 600 MB (cgroup)' 'skipped: needs the right to make cgroups'
fi
IFS=: read -ra more <<<"${LAMINA_JDKS:-}"
for jdk in /usr/lib/jvm/*/ "${more[@]}"; do
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$jdk/release" 2>/dev/null)
  if [[ -n $version && ! -L ${jdk%/} ]]; then
    java=${jdk%/}/bin/java && case_ "Java $version"
  fi
done
for locale in tr-TR de-DE ar-EG; do
  flags=(-Duser.language="${locale%-*}" -Duser.country="${locale#*-}") && case_ "language $locale"
done
cp -r "$data" "$work/daten mit ü und Leerzeichen"
case_ 'spaces and letters beyond ASCII in paths' "$work/daten mit ü und Leerzeichen" ' ü x'
prefix=(env LC_ALL=C.UTF-8) && case_ 'the same, UTF-8' "$work/daten mit ü und Leerzeichen" ' ü x'
prefix=(env -i PATH="$PATH") && case_ 'an empty environment'
flags=(-Duser.home="$work/nowhere") && case_ 'no home'
if ((EUID == 0)) && command -v setpriv >/dev/null; then
  as=(setpriv --reuid=65534 --regid=65534 --clear-groups env)
  mkdir -m 755 "$work/home" "$work/readonly"
  prefix=("${as[@]}" HOME="$work/home") flags=(-Duser.home="$work/home") && case_ 'a home that cannot be written to'
  prefix=("${as[@]}" HOME="$work/home")
  refused 'an output folder that cannot be written to' 'cannot write to the output folder' \
    train ResNet --data "$data" --threads 1 --out "$work/readonly" --epochs 1 --limit 16 --batch-size 8 --milestones 1
  mkdir -m 700 "$work/closed"
  prefix=("${as[@]}" HOME="$work/home")
  refused 'data that cannot be read' "$work/closed" test ResNet --data "$work/closed" --weights "$work/out/1/ResNet.safetensors"
else
  report 'as a user without rights' 'skipped: needs root and setpriv'
fi
exit "$failed"
