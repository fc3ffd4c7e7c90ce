package org.paylink.site;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address, or all addresses that begin alike, written as {@code 10.0.0.0/8}. Names are never
 * looked up.
 *
 * @param first an address of it
 * @param bits how many of its leading bits count
 */
record Network(InetAddress first, int bits) {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** The network that is written here; nothing when it is none. */
  static Optional<Network> parse(String text) {
    String[] parts = text.strip().split("/", 2);
    return address(parts[0]).flatMap(address -> of(address, parts.length == 1 ? "" : parts[1]));
  }

  /**
   * The address that is written here, with or without a port as proxies write it; nothing when it
   * is none.
   */
  static Optional<InetAddress> address(String text) {
    String bare = text.strip().replaceFirst("^\\[(.*)](:[0-9]+)?$", "$1");
    String host = bare.matches("[0-9.]+:[0-9]+") ? bare.replaceFirst(":.*", "") : bare;
    if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether the address belongs to it. */
  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Network> of(InetAddress address, String bits) {
    int all = address.getAddress().length * 8;
    if (bits.isEmpty()) {
      return Optional.of(new Network(address, all));
    }
    return Optional.of(bits)
        .filter(text -> text.matches("[0-9]{1,3}"))
        .map(Integer::parseInt)
        .filter(count -> count <= all)
        .map(count -> new Network(address, count));
  }
}
