package org.paylink.site;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Who is at the other end when proxies stand between. Only what a proxy says that an admin has
 * named is believed; anybody can write these headers. Source:
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Forwarded-For
 */
final class Proxies {
  private static final Pattern COMMA = Pattern.compile(",");

  /** A client has a whole network of this size to itself. */
  private static final int IPV6_CLIENT_BYTES = 8;

  private final Supplier<List<String>> named;

  /**
   * Proxies as they are named at each use.
   *
   * @param named as {@link org.paylink.host.Settings#trustedProxies}
   */
  Proxies(Supplier<List<String>> named) {
    this.named = named;
  }

  /**
   * The client's address, as a key to count by: of IPv6 the network that one client has. Nothing
   * when a proxy of our own stands between that nobody has named: all clients would be counted as
   * one.
   */
  Optional<String> clientOf(WebRequest request) {
    Optional<InetAddress> peer = Network.address(request.remoteAddress());
    if (peer.isEmpty()) {
      return Optional.empty();
    }
    List<Network> trusted = trusted();
    if (!isIn(trusted, peer.get())) {
      return isOurs(peer.get()) && isForwarded(request) ? Optional.empty() : peer.map(Proxies::key);
    }
    InetAddress client = peer.get();
    for (String said : backwards(request, "x-forwarded-for")) {
      Optional<InetAddress> next = Network.address(said);
      if (next.isEmpty()) {
        break;
      }
      client = next.get();
      if (!isIn(trusted, client)) {
        break;
      }
    }
    return Optional.of(key(client));
  }

  /** Whether the client's own connection is HTTPS. */
  boolean isSecure(WebRequest request) {
    if (request.secure()) {
      return true;
    }
    boolean named =
        Network.address(request.remoteAddress()).filter(peer -> isIn(trusted(), peer)).isPresent();
    return named
        && backwards(request, "x-forwarded-proto").stream()
            .findFirst()
            .filter(said -> said.toLowerCase(Locale.ROOT).equals("https"))
            .isPresent();
  }

  private List<Network> trusted() {
    return named.get().stream().flatMap(text -> Network.parse(text).stream()).toList();
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static boolean isOurs(InetAddress address) {
    return address.isLoopbackAddress() || address.isSiteLocalAddress();
  }

  private static boolean isForwarded(WebRequest request) {
    return request.headers().containsKey("x-forwarded-for")
        || request.headers().containsKey("forwarded");
  }

  /** What a header lists, the last first: each proxy adds at the end. */
  private static List<String> backwards(WebRequest request, String header) {
    List<String> said = new ArrayList<>();
    for (String line : request.headers().getOrDefault(header, List.of())) {
      COMMA.splitAsStream(line).map(String::strip).forEach(said::add);
    }
    Collections.reverse(said);
    return said;
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length <= 4) {
      return address.getHostAddress();
    }
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < IPV6_CLIENT_BYTES; i++) {
      key.append(String.format(Locale.ROOT, "%02x", bytes[i]));
    }
    return key.toString();
  }
}
