package dev.modelwright.artifacts;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells the addresses of a host. */
@FunctionalInterface
interface HostNames {

  InetAddress[] addresses(String host) throws UnknownHostException;
}
