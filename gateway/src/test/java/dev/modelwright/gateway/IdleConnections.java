package dev.modelwright.gateway;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that opens connections and says nothing on them, since one process may not
 * have as many files as both ends of them need.
 */
final class IdleConnections {

  static final String OPEN = "open";

  private IdleConnections() {}

  /** Port and number; ends when its standard input does. */
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress gateway = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
    List<SocketChannel> connections = new ArrayList<>();
    for (int connection = 0; connection < Integer.parseInt(arguments[1]); connection++) {
      connections.add(SocketChannel.open(gateway));
    }
    System.out.println(OPEN);
    System.in.transferTo(System.out);
  }
}
