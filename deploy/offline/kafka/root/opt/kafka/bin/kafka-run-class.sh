#!/bin/sh
# Runs a class of Kafka's, as the script of this name in its distribution.
if [ -z "$KAFKA_LOG4J_OPTS" ]; then
    KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/opt/kafka/config/tools.properties
fi
# In one order everywhere: an archive of classes holds for its class path.
libraries=$(printf '%s:' /opt/kafka/libs/*.jar)
exec java ${KAFKA_HEAP_OPTS:--Xmx256m} ${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1} \
    --enable-native-access=ALL-UNNAMED $KAFKA_LOG4J_OPTS $KAFKA_OPTS -cp "$libraries" "$@"
