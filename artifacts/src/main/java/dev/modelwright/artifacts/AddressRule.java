package dev.modelwright.artifacts;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which URLs may be fetched: {@code http} and {@code https}, without credentials, and on public
 * addresses unless private ones are allowed for all hosts or for this one.
 */
final class AddressRule {

  /** Whatever some resolver would take for an IPv4 address (WHATWG URL, "ends in a number"). */
  private static final Pattern NUMBER =
      Pattern.compile("(^|\\.)(0x[0-9a-f]*|[0-9]+)\\.?$", Pattern.CASE_INSENSITIVE);

  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private final boolean privateAddresses;
  private final Set<String> allowedHosts;
  private final HostNames names;

  /**
   * @param allowedHosts {@code host} or {@code host:port} that may be asked wherever they lie
   */
  AddressRule(boolean privateAddresses, Set<String> allowedHosts, HostNames names) {
    this.privateAddresses = privateAddresses;
    this.allowedHosts = allowedHosts;
    this.names = names;
  }

  /**
   * @return where to connect to, and nowhere else: a name may lead elsewhere the next time
   * @throws ForbiddenUrlException when it is not to be fetched
   */
  List<InetAddress> check(URI url) {
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
    if (NUMBER.matcher(url.getHost()).find() && !DOTTED.matcher(url.getHost()).matches()) {
      throw new ForbiddenUrlException(
          "Cannot fetch '%s': the host is a number that not everybody reads alike. Write the address as four decimal numbers, or the host's name."
              .formatted(UrlPath.shown(url)));
    }
    List<InetAddress> addresses = List.of(resolve(url));
    if (!privateAddresses && !isAllowed(url)) {
      requirePublic(url, addresses);
    }
    return addresses;
  }

  private boolean isAllowed(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : UrlPath.usualPort(url);
    return allowedHosts.contains(host) || allowedHosts.contains(host + ":" + port);
  }

  private static void requirePublic(URI url, List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      if (!isPublic(address)) {
        throw new ForbiddenUrlException(
            "Cannot fetch '%s': its address %s is not public. Upload the file, or let the operator add the host to modelwright.fetch.allowed-hosts."
                .formatted(UrlPath.shown(url), address.getHostAddress()));
      }
    }
  }

  private InetAddress[] resolve(URI url) {
    try {
      return names.addresses(url.getHost());
    } catch (UnknownHostException e) {
      throw new UnreachableContentException(
          "Cannot fetch '%s': host '%s' is unknown. Check the address."
              .formatted(UrlPath.shown(url), Shown.shortened(url.getHost())),
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

  /**
   * Refuses 0/8, carrier-grade NAT 100.64/10 (RFC 6598), 192.0.0/24 (RFC 6890), benchmarking
   * 198.18/15 (RFC 2544) and the reserved 240/4 as well.
   */
  private static boolean isPublicIpv4(byte[] octets) {
    int first = octets[0] & 0xff;
    int second = octets[1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean protocol = first == 192 && second == 0 && octets[2] == 0;
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    return first != 0 && first < 240 && !shared && !protocol && !benchmark;
  }

  /**
   * Refuses unique local fc00::/7 (RFC 4193), and forms that may stand for an IPv4 address:
   * 64:ff9b::/96 (RFC 6052), 2002::/16 (RFC 3056), Teredo 2001::/32 (RFC 4380) and IPv4-compatible
   * ones.
   */
  private static boolean isPublicIpv6(byte[] octets) {
    int first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
    int second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
    boolean uniqueLocal = (first & 0xfe00) == 0xfc00;
    boolean translated = first == 0x64 && second == 0xff9b;
    boolean teredo = first == 0x2001 && second == 0;
    return !uniqueLocal && !translated && !teredo && first != 0x2002 && first != 0;
  }
}
