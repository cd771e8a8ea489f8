package dev.modelwright.artifacts;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Which URLs may be fetched: {@code http} and {@code https}, without credentials, and on public
 * addresses unless private ones are allowed.
 *
 * <p>The JVM keeps a resolved address for 30 seconds, so that the client connects to the address
 * that was checked even when the name's owner changes it in between.
 */
final class AddressRule {

  private final boolean privateAddresses;

  AddressRule(boolean privateAddresses) {
    this.privateAddresses = privateAddresses;
  }

  void check(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new ForbiddenUrlException(
          "Cannot fetch '%s': only http and https URLs are fetched. Upload the file, or give its http or https address."
              .formatted(UrlPath.shown(url)));
    }
    if (url.getHost() == null) {
      throw new ForbiddenUrlException(
          "Cannot fetch '%s': the URL names no host. Give an absolute URL."
              .formatted(UrlPath.shown(url)));
    }
    if (url.getRawUserInfo() != null) {
      throw new ForbiddenUrlException(
          "Cannot fetch '%s': the URL carries a user name or password, which would be stored. Give a signed URL, or upload the file."
              .formatted(UrlPath.shown(url)));
    }
    if (!privateAddresses) {
      checkAddresses(url);
    }
  }

  private static void checkAddresses(URI url) {
    for (InetAddress address : resolve(url)) {
      if (!isPublic(address)) {
        throw new ForbiddenUrlException(
            "Cannot fetch '%s': its address %s is not public. Upload the file, or let the operator set modelwright.fetch.private-addresses=true."
                .formatted(UrlPath.shown(url), address.getHostAddress()));
      }
    }
  }

  private static InetAddress[] resolve(URI url) {
    try {
      return InetAddress.getAllByName(url.getHost());
    } catch (UnknownHostException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': host '%s' is unknown. Check the address."
              .formatted(UrlPath.shown(url), url.getHost()),
          e);
    }
  }

  private static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] octets = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublicIpv4(octets);
      case Inet6Address _ -> isPublicIpv6(octets);
      default -> false;
    };
  }

  /** Refuses 0/8, carrier-grade NAT 100.64/10 (RFC 6598) and the reserved 240/4 as well. */
  private static boolean isPublicIpv4(byte[] octets) {
    int first = octets[0] & 0xff;
    int second = octets[1] & 0xff;
    return first != 0 && first < 240 && !(first == 100 && second >= 64 && second < 128);
  }

  /**
   * Refuses unique local fc00::/7 (RFC 4193), and forms that may stand for an IPv4 address:
   * 64:ff9b::/96 (RFC 6052), 2002::/16 (RFC 3056) and IPv4-compatible ones.
   */
  private static boolean isPublicIpv6(byte[] octets) {
    int first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
    int second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
    boolean uniqueLocal = (first & 0xfe00) == 0xfc00;
    boolean translated = first == 0x64 && second == 0xff9b;
    return !uniqueLocal && !translated && first != 0x2002 && first != 0;
  }
}
