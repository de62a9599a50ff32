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
lib=$modules/cli/target/lib
stamp=$target/launcher.stamp

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java: it must name a JDK, 17 or newer"
else
  java=$(command -v java) || fail "there is no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME"
fi

# The stamp holds the java that was found good, so that a start costs no second process to ask for its version.
is_built() {
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$java" ] && [ -z "$(changed | head -n 1)" ]
}

# What is built is made of the POMs and of what is in src/main; a folder is newer when a file in it was deleted.
changed() {
  find "$modules" \( -name target -o -path '*/src/test' \) -prune \
    -o \( -name pom.xml -o -path '*/src/main' -o -path '*/src/main/*' \) -newer "$stamp" -print 2>/dev/null
}

build() {
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || fail "$java is Java ${version:-of an unknown version}: the trigger needs a JDK, 17 or newer"
  home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  [ -x "$home/bin/javac" ] || fail "$home has no javac: it is a JRE, and the trigger needs a JDK, 17 or newer"
  mvn=$(command -v mvn) || fail "there is no mvn on the PATH: install Maven, 3.8.7 or newer"
  echo "Building the local trigger, once ..." >&2
  # Of a library that has another version now, Maven would leave the old one beside it.
  rm -rf "${lib:?}"
  mkdir -p "$target"
  if ! JAVA_HOME=$home "$mvn" -B -q -f "$modules/pom.xml" package -Dmaven.test.skip=true >"$target/launcher.log" 2>&1; then
    grep -F '[ERROR]' "$target/launcher.log" | head -n 10 >&2
    fail "the local trigger cannot be built; Maven's words are in $target/launcher.log"
  fi
  echo "$java" >"$stamp"
}

is_built || build

terminal=false
[ -t 2 ] && terminal=true

# DynamoDB Local loads a library, of which a newer JDK warns, and cannot read PartiQL where the language is Turkish.
exec "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Duser.language=en "-Dtrigger.terminal=$terminal" \
  -cp "$lib/*" dev.streamecho.trigger.cli.TriggerCommand "$@"
