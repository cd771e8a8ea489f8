package dev.modelwright.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command writes.
 *
 * @param out results; flushed at the end of each line
 * @param err progress, notices and errors; flushed at the end of each line
 * @param interactive whether somebody watches {@code err} on a screen that can redraw a line
 * @param colored whether {@code out} is a screen that has colours
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean colored) {

  private static final Path STDOUT = Path.of("/proc/self/fd/1");
  private static final Path STDERR = Path.of("/proc/self/fd/2");

  /** The terminal of this process; UTF-8 whatever the locale says, since JSON is. */
  public static Terminal ofProcess() {
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        isTerminal(STDERR),
        isTerminal(STDOUT) && System.getenv("NO_COLOR") == null);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  /** The JDK knows only about standard input and output, so Linux is asked first. */
  private static boolean isTerminal(Path descriptor) {
    try {
      String device = Files.readSymbolicLink(descriptor).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException _) {
      return System.console() != null && System.console().isTerminal();
    }
  }
}
