#!/bin/sh
# Options alone are mongod's.
case ${1:-} in
    '' | -*) set -- mongod "$@" ;;
esac
case " $* " in
    " mongod "*" --bind_ip"*) ;;
    " mongod "*) set -- "$@" --bind_ip_all ;;
esac
exec "$@"
