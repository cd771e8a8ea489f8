import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a service of the same container for its readiness: status 0 when it answers 200. */
final class Healthcheck {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int STATUS_LINE_BYTES = 12;

  private Healthcheck() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write("GET /actuator/health/readiness HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      System.exit(isReady(socket.getInputStream()) ? 0 : 1);
    }
  }

  private static boolean isReady(InputStream answer) throws IOException {
    String status = new String(answer.readNBytes(STATUS_LINE_BYTES), StandardCharsets.US_ASCII);
    return status.endsWith(" 200");
  }
}
