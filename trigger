#!/bin/sh
# Builds the local trigger when its sources have changed, then runs it: ./trigger --help
set -eu

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
modules=$(cd "$(dirname "$self")" && pwd)/local-trigger
target=$modules/target
stamp=$target/launcher.stamp
turn=$target/launcher.turn

# shellcheck source=local-trigger/cli/src/main/launcher/start.sh
. "$modules/cli/src/main/launcher/start.sh"
find_java

# The stamp holds the java that was found good, so that a start costs no second process to ask for its version.
is_built() {
  [ -f "$stamp" ] && [ "$(sed 1,2d "$stamp")" = "$(identity)" ] && [ -z "$(changed | head -n 1)" ]
}

# What is built is made of the POMs and of what is in src/main; a folder is newer when a file in it was deleted.
changed() {
  find "$modules" \( -name target -o -path '*/src/test' \) -prune \
    -o \( -name pom.xml -o -path '*/src/main' -o -path '*/src/main/*' \) -newer "$stamp" -print 2>/dev/null
}

is_quiet() {
  case " $* " in
    *" -q "* | *" --quiet "*) true ;;
    *) false ;;
  esac
}

build() {
  ask_for_version
  home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  [ -x "$home/bin/javac" ] || fail "$home has no javac: it is a JRE, and the trigger needs a JDK, 17 or newer"
  mvn=$(command -v mvn) || fail "there is no mvn on the PATH: install Maven, 3.8.7 or newer"
  mkdir -p "$target"
  take_turn
  # Another command may have built it meanwhile.
  ! is_built || return 0
  is_quiet "$@" || echo "Building the local trigger, once ..." >&2
  # Of a library that has another version now, Maven would leave the old one beside it.
  built=$modules/cli/target/lib
  rm -rf "${built:?}"
  if ! JAVA_HOME=$home "$mvn" -B -q -f "$modules/pom.xml" package -Dmaven.test.skip=true >"$target/launcher.log" 2>&1; then
    grep -F '[ERROR]' "$target/launcher.log" | head -n 10 >&2
    fail "the local trigger cannot be built; Maven's words are in $target/launcher.log"
  fi
  keep "$built"
}

# Each build has a folder of its own, and the one before stays: a trigger may run from it.
keep() {
  last=
  [ ! -f "$stamp" ] || last=$(sed -n 2p "$stamp")
  number=1
  while [ -e "$target/lib.$number" ]; do number=$((number + 1)); done
  kept=$target/lib.$number
  mv "$1" "$kept"
  ln -s "$kept" "$1"
  {
    echo "$version"
    echo "$kept"
    identity
  } >"$stamp"
  for other in "$target"/lib.*; do
    [ "$other" = "$kept" ] || [ "$other" = "$last" ] || rm -rf "$other"
  done
}

# Waits while another command builds. A turn ends with the process that has it, however that ends.
take_turn() {
  until mkdir "$turn" 2>/dev/null; do
    builder=$(cat "$turn/pid" 2>/dev/null) || builder=
    if [ -n "$builder" ] && ! kill -0 "$builder" 2>/dev/null; then
      rm -rf "${turn:?}"
    else
      sleep 1
    fi
  done
  trap 'rm -rf "${turn:?}"' EXIT
  trap 'exit 130' INT TERM
  echo "$$" >"$turn/pid"
}

end_turn() {
  rm -rf "${turn:?}"
  trap - EXIT INT TERM
}

if is_built; then
  may_make_archive=true
else
  build "$@"
  end_turn
  # The first start after a build is slow enough.
  may_make_archive=false
fi
{
  read -r version
  read -r lib
} <"$stamp"
state=$lib
set_class_path
start "$@"
