#!/bin/sh
# A configuration file alone is the server's.
case $1 in
    *.yml | *.yaml) set -- registry serve "$@" ;;
esac
exec "$@"
