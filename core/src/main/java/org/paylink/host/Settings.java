package org.paylink.host;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.AmountPolicy;
import org.paylink.policy.Policy;
import org.paylink.policy.PolicyField;
import org.paylink.policy.PolicyTexts;
import org.paylink.problem.PaylinkException;

/** What an admin sets once for all links. Read afresh at each use. None of it is secret. */
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

  /** The node's name in leases; differs between nodes. */
  String nodeName();
}
