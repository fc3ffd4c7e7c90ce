package org.paylink.host;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.paylink.link.AmountPolicy;

/** What an admin sets once for all links. Read afresh at each use. None of it is secret. */
public interface Settings {
  /**
   * Where customers reach the public pages, without a trailing slash; never taken from a request.
   */
  Optional<URI> publicBaseUrl();

  /** Whether this is a test host, whose ledger may hold test money. */
  boolean isTestHost();

  /**
   * How long a new link is valid unless said otherwise; absent means for ever. At least one day.
   */
  Optional<Duration> defaultValidity();

  /** What happens to a sent link when less is open than it asks. */
  AmountPolicy amountPolicy();

  /** Whether plain HTTP is accepted on the public pages: on loopback hosts only. */
  boolean allowsPlainHttp();

  /** The zone dates are shown in to customers. */
  default ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /**
   * Addresses of proxies, or networks such as {@code 10.0.0.0/8}, whose word about the client's
   * address and protocol is believed. What is no address is not believed either.
   */
  default List<String> trustedProxies() {
    return List.of();
  }

  /** The node's name in leases; differs between nodes. */
  String nodeName();
}
