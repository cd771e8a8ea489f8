import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a service of the same container for its readiness: status 0 when it answers 200. Asks again for some seconds before it says
 * no, so that a service that starts is healthy when it is ready, and few JVMs are started to hear of it.
 */
final class Healthcheck {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long PATIENCE_NANOS = 6_000_000_000L;
  private static final int PAUSE_MILLIS = 250;
  private static final int STATUS_LINE_BYTES = 12;

  private Healthcheck() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean ready = isReady(port);
    while (!ready && System.nanoTime() < end) {
      Thread.sleep(PAUSE_MILLIS);
      ready = isReady(port);
    }
    System.exit(ready ? 0 : 1);
  }

  private static boolean isReady(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write("GET /actuator/health/readiness HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String status = new String(answer.readNBytes(STATUS_LINE_BYTES), StandardCharsets.US_ASCII);
      return status.endsWith(" 200");
    } catch (IOException e) {
      return false;
    }
  }
}
