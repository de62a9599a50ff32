# shellcheck shell=sh disable=SC2154
# What the launcher that builds and the one that is installed have in common. Sourced; it sets java, version, lib, state and more.

fail() {
  echo "$1" >&2
  exit 2
}

# How this was called, for lines that say what to type: the name alone where it was found on the PATH.
set_called() {
  called=$0
  case $0 in */*) ;; *) called=./$0 ;; esac
  case :$PATH: in *":${0%/*}:"*) called=${0##*/} ;; esac
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java: it must name a JDK, 17 or newer"
  else
    java=$(command -v java) || fail "there is no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME"
  fi
}

# Of the java: an update in place changes its size or its time.
identity() {
  echo "$java"
  ls -lL "$java"
}

ask_for_version() {
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || fail "$java is Java ${version:-of an unknown version}: the trigger needs a JDK, 17 or newer"
}

# The JVM archives classes only where each entry of the class path is a JAR file. The manifest of DynamoDB Local adds a
# folder to it, which does not count on the module path. Picocli is compiled for a Java that is so old that no archive takes
# its classes, and that they are verified slowly, as those of the boot class path are not: a quarter of a short command's time.
set_class_path() {
  class_path=
  dynamodb=
  boot=
  for jar in "$lib"/*.jar; do
    case $jar in
      */DynamoDBLocal-*) dynamodb=$jar ;;
      */picocli-*) boot=-Xbootclasspath/a:$jar ;;
      *) class_path=$class_path${class_path:+:}$jar ;;
    esac
  done
}

# Unseen, in a process that does not belong to this one, and with the lowest priority. What could not be made, or was not
# finished, is tried again after an hour.
make_archive() {
  making=$state/archive.making
  [ -z "$(find "$making" -prune -mmin +60 2>/dev/null)" ] || rm -rf "${making:?}"
  mkdir "$making" 2>/dev/null || return 0
  ( (
    trap '' HUP
    mkdir "$making/archive" "$making/stack"
    cd "$making/stack" || exit
    # With the options of later starts: a cache is refused where they differ.
    if nice -n 19 "$java" "$boot" -Dtrigger.rehearsal=true -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Duser.language=en "$save=$making/archive/trigger.$kind" \
      -p "$dynamodb" --add-modules DynamoDBLocal -cp "$class_path" dev.streamecho.trigger.cli.Rehearsal \
      "$save=$making/archive/runtime.$kind" && [ -f "$making/archive/trigger.$kind" ]; then
      mv "$making/archive" "$state/archive"
      rm -rf "${making:?}"
    fi
  ) </dev/null >/dev/null 2>&1 &)
}

# Sets verb to the command, before which there may be options that all commands have.
find_verb() {
  verb=
  for argument; do
    case $argument in -*) ;; *) verb=$argument && break ;; esac
  done
}

# Becomes the trigger. It runs from the folder lib; what is kept from one start to the next is in the folder state.
start() {
  set_called
  find_verb "$@"
  terminals=
  columns=
  [ ! -t 1 ] || terminals=out
  [ ! -t 2 ] || terminals=$terminals,err
  if [ -n "$terminals" ]; then
    size=$(stty size 2>/dev/null </dev/tty) || size=
    columns=${size#* }
  fi

  # What lasts only a moment is over before the second compiler pays.
  case $verb in
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
  if [ -d "$state/archive" ]; then
    from_archive=$use=$state/archive/trigger.$kind
    # AWS has such a cache from java25 on; what is measured should have no more than a function has there.
    [ "$verb" = bench ] && [ "$kind" = jsa ] || runtime_archive=-Dtrigger.runtimeArchive=$use=$state/archive/runtime.$kind
  elif $may_make_archive && [ -n "$dynamodb" ]; then
    make_archive
  fi

  # The file of performance counters, which nobody reads, would wake an idle JVM twenty times a second.
  # DynamoDB Local loads a library, of which a newer JDK warns, and cannot read PartiQL where the language is Turkish.
  exec "$java" "$boot" -XX:+UseSerialGC -XX:-UsePerfData ${compiler:+"$compiler"} ${from_archive:+"$from_archive"} "$quiet" \
    ${runtime_archive:+"$runtime_archive"} \
    --enable-native-access=ALL-UNNAMED -Duser.language=en "-Dtrigger.terminal=$terminals" ${columns:+"-Dtrigger.columns=$columns"} \
    "-Dtrigger.state=$state" "-Dtrigger.command=$called" \
    ${dynamodb:+-p "$dynamodb" --add-modules DynamoDBLocal} -cp "$class_path" dev.streamecho.trigger.cli.TriggerCommand "$@"
}
