package dev.modelwright.worker.engine;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container of ours, from its making to its removal. */
public interface Container extends AutoCloseable {

  /**
   * Puts files into a folder that is there, owned by the container's user.
   *
   * @param files content by plain file name
   */
  void write(String folder, Map<String, byte[]> files);

  /**
   * Reads a small file; empty when there is none.
   *
   * @param limit most bytes that it may have
   * @throws EngineRefusedException when it is larger
   */
  Optional<byte[]> read(String path, int limit);

  /**
   * Opens a file or folder as a tar, its entries named from the last segment of the path on. The
   * caller closes it.
   */
  InputStream archive(String path);

  /**
   * Starts it.
   *
   * @param output takes every line that it prints, from one thread, until it has ended
   */
  void start(Output output);

  /**
   * Waits until it has ended and all of its output was handed over.
   *
   * @return empty when the limit is over; it still runs then
   */
  Optional<Exit> await(Duration limit) throws InterruptedException;

  /**
   * Runs a command beside the container's own process, which must have been started.
   *
   * @param limit how long it may take
   * @return how the command ended; status 137 when the container ended under it or the limit is
   *     over
   */
  Exec exec(List<String> command, Duration limit) throws InterruptedException;

  /** How it ended; empty while it runs. */
  Optional<Exit> exit();

  /** Kills it when it runs, and removes it with all that is in it. Idempotent. */
  @Override
  void close();

  /**
   * How the container's own process ended.
   *
   * @param outOfMemory whether the kernel killed it for exceeding its memory limit
   */
  record Exit(int status, boolean outOfMemory) {}

  /**
   * How a command in a container ended.
   *
   * @param output what it printed, cut after 64 KiB
   */
  record Exec(int status, String output) {}

  /** Takes what a container prints. */
  @FunctionalInterface
  interface Output {

    /**
     * @param text without its line end; a very long line comes in pieces
     */
    void line(String text);
  }
}
