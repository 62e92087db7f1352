# shellcheck shell=bash
# What the scripts of this folder share: the JDK, and the jars of each side, built where they are out of date.

home=$(CDPATH='' cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$home")
target=$home/target
sides=$target/compare

die() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 1
}

if [[ -n ${JAVA_HOME:-} ]]; then
  java=$JAVA_HOME/bin/java
else
  java=$(command -v java) || die "found no java; install a JDK, 17 or later, or set JAVA_HOME to one"
fi
[[ -x $java ]] || die "there is no $java; set JAVA_HOME to a JDK, 17 or later"

# sources SIDE: what its jars are built from.
sources() {
  printf '%s\n' "$root/pom.xml" "$home/pom.xml" "$home/src/main/java"
  case $1 in
    djl | dl4j) printf '%s\n' "$home/$1/pom.xml" "$home/$1/src" ;;
    *) printf '%s\n' "$root"/*/pom.xml "$root"/*/src/main/java "$root"/*/src/main/resources "$home/host" ;;
  esac
}

# up_to_date SIDE: nothing that SIDE is built from is newer than its folder's stamp.
up_to_date() {
  local paths
  mapfile -t paths < <(sources "$1")
  [[ -e $sides/$1/built && -z $(find "${paths[@]}" -newer "$sides/$1/built" 2>/dev/null) ]]
}

# The Maven module and the profile of a side.
module() { if [[ $1 == lamina ]]; then echo benchmarks; else echo "benchmarks/$1"; fi; }
profile() { if [[ $1 == lamina ]]; then echo compare; else echo "$1"; fi; }

# packed SIDE: its own jar is there, and jars of others.
packed() {
  compgen -G "$sides/$1/lamina-benchmarks*.jar" >/dev/null && (($(find "$sides/$1" -name '*.jar' | wc -l) > 3))
}

# build SIDE...: fills the folders of the sides that are out of date, in one build. One that cannot be had is
# left without a folder.
build() {
  local side stale=() modules='' profiles='' options=()
  for side in "$@"; do
    up_to_date "$side" && continue
    stale+=("$side")
    modules+=,$(module "$side")
    profiles+=,$(profile "$side")
    rm -rf "${sides:?}/$side"
    mkdir -p "$sides/$side"
    # The time before the build, so that what is edited meanwhile counts as newer.
    touch "$target/$side.stamp"
  done
  ((${#stale[@]} > 0)) || return 0
  printf 'Building %s; this may download and take minutes. Log: %s\n' "${stale[*]}" "$target/build.log" >&2
  # A processor without AVX-512 needs other natives of DL4J's.
  if [[ -r /proc/cpuinfo ]] && ! grep -q avx512f /proc/cpuinfo; then
    options+=(-Ddl4j.natives=linux-x86_64-onednn-avx2)
  fi
  # Without tests twice over: those of the GPU have a switch of their own, and would run where they are compiled.
  (cd "$root" && mvn -q -B -ntp -fae "-P${profiles#,}" ${options[@]+"${options[@]}"} \
    -Dlamina.compare="$sides" -Dmaven.test.skip=true -Dlamina.gpu.skip=true \
    -pl "${modules#,}" -am package) >"$target/build.log" 2>&1 </dev/null || true
  for side in "${stale[@]}"; do
    if packed "$side"; then
      mv "$target/$side.stamp" "$sides/$side/built"
    else
      rm -rf "${sides:?}/$side"
    fi
  done
}

# Only one script builds at a time; the next one finds the work done.
lock() {
  mkdir -p "$target"
  if command -v flock >/dev/null; then
    exec 9>"$target/build.lock"
    flock 9
  fi
}

unlock() {
  exec 9>&-
}
