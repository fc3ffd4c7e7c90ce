package org.paylink.host;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.Secret;
import org.paylink.link.AmountPolicy;
import org.paylink.policy.Policy;
import org.paylink.policy.PolicyField;
import org.paylink.policy.PolicyTexts;
import org.paylink.problem.PaylinkException;

/**
 * What an admin sets once for all links. Read afresh at each use. None of it is secret but the
 * metrics token.
 */
public interface Settings {
  /**
   * Where customers reach the public pages, without a trailing slash; never taken from a request.
   */
  Optional<URI> publicBaseUrl();

  /** Whether this is a test host, whose ledger may hold test money. */
  boolean isTestHost();

  /** The stored texts of the policy; a part that isn't there is as usual. */
  Map<PolicyField, String> policyTexts();

  /** Stores texts of the policy, which are judged already; parts that aren't given stay. */
  void storePolicy(Map<PolicyField, String> texts);

  /**
   * The rules for all links.
   *
   * @throws IllegalStateException when what is stored makes no sense, with the setting's name
   */
  default Policy policy() {
    try {
      return PolicyTexts.read(policyTexts());
    } catch (PaylinkException e) {
      String setting =
          PolicyField.ofField(e.facts().getOrDefault("field", ""))
              .map(PolicyField::setting)
              .orElse("of the policy");
      throw new IllegalStateException(
          "Paylink's setting " + setting + " makes no sense: " + e.problem(), e);
    }
  }

  /**
   * How long a new link is valid unless said otherwise; absent means for ever. At least one day.
   */
  default Optional<Duration> defaultValidity() {
    return policy().defaultValidity();
  }

  /** What happens to a sent link when less is open than it asks. */
  default AmountPolicy amountPolicy() {
    return policy().amountPolicy();
  }

  /** Whether plain HTTP is accepted on the public pages: on loopback hosts only. */
  boolean allowsPlainHttp();

  /** The organization that is meant when nobody names one; absent when the host has none. */
  default Optional<String> organizationPartyId() {
    return Optional.empty();
  }

  /** Whether who paid gets a payment confirmation by mail. */
  default boolean sendsConfirmations() {
    return true;
  }

  /** The zone dates are shown in to customers. */
  default ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /**
   * How long what is no longer needed is kept: bodies of notifications, clicks, side effects done,
   * request keys of closed links. Absent means for ever. At least one day.
   */
  default Optional<Duration> retention() {
    return Optional.of(Duration.ofDays(90));
  }

  /**
   * What a monitoring system shows to read the figures, in the environment or a file and never in
   * the database; absent means that nobody may.
   */
  default Optional<Secret> metricsToken() {
    return Optional.empty();
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
