package org.paylink.issuing;

import java.util.List;
import java.util.Optional;
import org.paylink.link.LinkTokens;
import org.paylink.link.SubjectType;

/**
 * A wish for a link, as a person or a service gave it; nothing in it is trusted.
 *
 * @param requestKey makes the same wish sent twice one link; 1 to 60 characters
 * @param type what kind of document
 * @param subjectId the document
 * @param organizationPartyId the organization the caller believes it belongs to, if it says
 * @param amount in major units with a point; absent means the open balance
 * @param currency ISO 4217; absent means the document's
 * @param purpose in the customer's words; absent means the document's
 * @param validityDays whole days; absent means the setting's, {@code "0"} means for ever
 * @param gatewayAccountIds which the customer may choose from, in that order; none means the first
 *     that takes money for the document
 * @param replace whether a live link of the document is to be replaced
 * @param additional whether to have this link besides a live one
 * @param localeTag BCP 47 tag of the customer's language
 * @param source where the wish comes from: screen, service
 */
public record IssueRequest(
    String requestKey,
    SubjectType type,
    String subjectId,
    Optional<String> organizationPartyId,
    Optional<String> amount,
    Optional<String> currency,
    Optional<String> purpose,
    Optional<String> validityDays,
    List<String> gatewayAccountIds,
    boolean replace,
    boolean additional,
    String localeTag,
    String source) {

  /** Copies the list, each account once. */
  public IssueRequest {
    gatewayAccountIds = gatewayAccountIds.stream().distinct().toList();
  }

  /** A hash of all that is asked, to tell a repeated wish from another one under the same key. */
  String contentHash() {
    return LinkTokens.sha256(
        String.join(
            "\u0000",
            List.of(
                type.name(),
                subjectId,
                amount.orElse("\u0001"),
                currency.orElse("\u0001"),
                purpose.orElse("\u0001"),
                validityDays.orElse("\u0001"),
                gatewayAccountIds.isEmpty() ? "\u0001" : String.join("\u0002", gatewayAccountIds),
                Boolean.toString(replace),
                Boolean.toString(additional))));
  }
}
