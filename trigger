#!/bin/sh
# Builds the local trigger when its sources have changed, then runs it: ./trigger --help
set -eu

fail() {
  echo "$1" >&2
  exit 2
}

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

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java: it must name a JDK, 17 or newer"
else
  java=$(command -v java) || fail "there is no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME"
fi

# The stamp holds the java that was found good, so that a start costs no second process to ask for its version.
is_built() {
  [ -f "$stamp" ] && [ "$(sed 1,2d "$stamp")" = "$(identity)" ] && [ -z "$(changed | head -n 1)" ]
}

# Of the java: an update in place changes its size or its time.
identity() {
  echo "$java"
  ls -lL "$java"
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
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || fail "$java is Java ${version:-of an unknown version}: the trigger needs a JDK, 17 or newer"
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

# The JVM archives classes only where each entry of the class path is a JAR file. The manifest of DynamoDB Local adds a
# folder to it, which does not count on the module path.
set_class_path() {
  class_path=
  dynamodb=
  for jar in "$lib"/*.jar; do
    case $jar in
      */DynamoDBLocal-*) dynamodb=$jar ;;
      *) class_path=$class_path${class_path:+:}$jar ;;
    esac
  done
}

# Unseen, in a process that does not belong to this one, and with the lowest priority. What could not be made, or was not
# finished, is tried again after an hour.
make_archive() {
  making=$lib/archive.making
  [ -z "$(find "$making" -prune -mmin +60 2>/dev/null)" ] || rm -rf "${making:?}"
  mkdir "$making" 2>/dev/null || return 0
  ( (
    trap '' HUP
    mkdir "$making/archive" "$making/stack"
    cd "$making/stack"
    # With the options of later starts: a cache is refused where they differ.
    if nice -n 19 "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Duser.language=en "$save=$making/archive/trigger.$kind" \
      -p "$dynamodb" --add-modules DynamoDBLocal -cp "$class_path" dev.streamecho.trigger.cli.Rehearsal \
      "$save=$making/archive/runtime.$kind" && [ -f "$making/archive/trigger.$kind" ]; then
      mv "$making/archive" "$archives"
      rm -rf "${making:?}"
    fi
  ) </dev/null >/dev/null 2>&1 &)
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
archives=$lib/archive
set_class_path

terminals=
columns=
[ ! -t 1 ] || terminals=out
[ ! -t 2 ] || terminals=$terminals,err
if [ -n "$terminals" ]; then
  size=$(stty size 2>/dev/null </dev/tty) || size=
  columns=${size#* }
fi

# What lasts only a moment is over before the second compiler pays.
case ${1:-} in
  run | demo | bench) compiler= ;;
  *) compiler=-XX:TieredStopAtLevel=1 ;;
esac

# An archive of the loaded classes halves the start; since JDK 25 it holds what was found out of them, too.
if [ "$version" -ge 25 ]; then
  kind=aot save=-XX:AOTCacheOutput use=-XX:AOTCache quiet=-Xlog:aot=off
else
  kind=jsa save=-XX:ArchiveClassesAtExit use=-XX:SharedArchiveFile quiet=-Xlog:cds=off
fi
from_archive=
runtime_archive=
if [ -d "$archives" ]; then
  from_archive=$use=$archives/trigger.$kind
  # AWS has such a cache from java25 on; what is measured should have no more than a function has there.
  [ "${1:-}" = bench ] && [ "$kind" = jsa ] || runtime_archive=-Dtrigger.runtimeArchive=$use=$archives/runtime.$kind
elif $may_make_archive; then
  make_archive
fi

# The file of performance counters, which nobody reads, would wake an idle JVM twenty times a second.
# DynamoDB Local loads a library, of which a newer JDK warns, and cannot read PartiQL where the language is Turkish.
exec "$java" -XX:+UseSerialGC -XX:-UsePerfData ${compiler:+"$compiler"} ${from_archive:+"$from_archive"} "$quiet" \
  ${runtime_archive:+"$runtime_archive"} \
  --enable-native-access=ALL-UNNAMED -Duser.language=en "-Dtrigger.terminal=$terminals" ${columns:+"-Dtrigger.columns=$columns"} \
  -p "$dynamodb" --add-modules DynamoDBLocal -cp "$class_path" dev.streamecho.trigger.cli.TriggerCommand "$@"
