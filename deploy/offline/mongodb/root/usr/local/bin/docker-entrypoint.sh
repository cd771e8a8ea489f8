#!/bin/sh
# Options alone are mongod's.
case ${1:-} in
    '' | -*) set -- mongod "$@" ;;
esac
[ "$1" != mongod ] || set -- "$@" --bind_ip_all
exec "$@"
