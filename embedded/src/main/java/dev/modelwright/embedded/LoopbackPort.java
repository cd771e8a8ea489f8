package dev.modelwright.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A TCP port of 127.0.0.1. */
public record LoopbackPort(int number) {

  /** The address that all of our own servers bind to. */
  public static final String HOST = "127.0.0.1";

  private static final int LOWEST = 1;
  private static final int HIGHEST = 65_535;

  /**
   * Below the ports that systems give to outgoing connections, which would take ours in between.
   */
  private static final int FIRST_CHOICE = 20_000;

  private static final int LAST_CHOICE = 32_000;
  private static final int ATTEMPTS = 200;

  public LoopbackPort {
    if (number < LOWEST || number > HIGHEST) {
      throw new IllegalArgumentException(
          "Cannot use port '%d': it is not between %d and %d. Choose another."
              .formatted(number, LOWEST, HIGHEST));
    }
  }

  /** A port that nobody listens on at this moment. */
  public static LoopbackPort free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      LoopbackPort port =
          new LoopbackPort(ThreadLocalRandom.current().nextInt(FIRST_CHOICE, LAST_CHOICE));
      if (port.isFree()) {
        return port;
      }
    }
    throw new StartFailedException(
        "Cannot find a free port: %d ports between %d and %d were all taken. Stop what listens there."
            .formatted(ATTEMPTS, FIRST_CHOICE, LAST_CHOICE));
  }

  public boolean isFree() {
    return isFree(HOST);
  }

  /** Whether a server of this process could bind the port at an address of this machine. */
  public boolean isFree(String host) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The port written by {@link #keepIn}. */
  static Optional<LoopbackPort> keptIn(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(new LoopbackPort(Integer.parseInt(Files.readString(file).strip())))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new StartFailedException(
          "Cannot read the port kept in '%s': %s. Write the port number into the file, or delete it."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The port of the file while it is free, else another one, which the file then keeps. */
  static LoopbackPort keptOrFree(Path file) {
    return keptIn(file).filter(LoopbackPort::isFree).orElseGet(() -> free().keepIn(file));
  }

  LoopbackPort keepIn(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, toString() + System.lineSeparator());
      return this;
    } catch (IOException e) {
      throw new StartFailedException(
          "Cannot keep the port in '%s': %s. Make the directory writable.".formatted(file, e), e);
    }
  }

  /** Host and port. */
  public String address() {
    return HOST + ":" + number;
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
