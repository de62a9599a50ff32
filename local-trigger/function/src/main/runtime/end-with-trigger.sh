#!/bin/sh
# Runs the command that its arguments are, in place of itself. The trigger holds the other end of standard input, which so
# ends with the trigger, even after SIGKILL; then the command ends too, and with it all that it has started.

# Ctrl-C reaches every process of the terminal; only the trigger knows when this one has finished its work.
trap '' INT

mark=AWS_LAMBDA_LOG_STREAM_NAME=$AWS_LAMBDA_LOG_STREAM_NAME

# Where the system does not show the variables of processes, one with the same number is the same if it started then.
started() {
  ps -o lstart= -p "$1"
}

end_descendants() {
  for child in $(pgrep -P "$1"); do
    end_descendants "$child"
    kill -9 "$child"
  done
}

# Those that were started meanwhile are found by the next round.
end_marked() {
  self=$(exec /bin/sh -c 'echo $PPID')
  for _ in 1 2 3; do
    grep -lzxF "$mark" /proc/[0-9]*/environ | while read -r variables; do
      process=${variables#/proc/}
      process=${process%/environ}
      [ "$process" = "$self" ] || kill -9 "$process"
    done
  done
}

watch() {
  trap '' HUP TERM
  exec >/dev/null 2>&1
  [ -r /proc/self/environ ] || start=$(started $$)
  while read -r _ <&3; do :; done
  if [ -r /proc/self/environ ]; then
    end_marked
  elif [ "$(started $$)" = "$start" ]; then
    end_descendants $$
    kill -9 $$
  fi
}

exec 3<&0 </dev/null
# Not as a child of the command, which may wait for all of its own.
(watch &)
exec 3<&-
exec "$@"
