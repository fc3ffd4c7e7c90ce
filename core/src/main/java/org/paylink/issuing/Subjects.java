package org.paylink.issuing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connections;
import org.paylink.gateway.GatewayAccount;
import org.paylink.host.Host;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * Finds what people want paid by what they call it: a document's number, or a party and which
 * organization it is to pay.
 */
public final class Subjects {
  private final Host host;
  private final Connections connections;

  /** For a host. */
  public Subjects(Host host, Connections connections) {
    this.host = host;
    this.connections = connections;
  }

  /**
   * The subject. Whether it may be paid is not looked at.
   *
   * @param id as a person gave it; may be anything
   * @param organization the organization the person means, if said
   * @throws PaylinkException DOCUMENT_UNKNOWN, DOCUMENT_FOREIGN, PARTY_UNKNOWN,
   *     ORGANIZATION_UNCLEAR
   */
  public Subject require(SubjectType type, String id, Optional<String> organization) {
    Map<String, String> facts = Map.of("documentNumber", Amounts.shortened(id));
    if (type.isOnAccount()) {
      Subject party = new Subject(organization.orElseGet(this::organization), type, id);
      return Optional.of(party)
          .filter(
              subject ->
                  host.records().unit(unit -> host.ledger().document(unit, subject).isPresent()))
          .orElseThrow(() -> new PaylinkException(Problem.PARTY_UNKNOWN, facts));
    }
    Subject document =
        host.records()
            .unit(unit -> host.ledger().find(unit, type, id))
            .orElseThrow(() -> new PaylinkException(Problem.DOCUMENT_UNKNOWN, facts));
    if (organization.filter(given -> !given.equals(document.organizationPartyId())).isPresent()) {
      throw new PaylinkException(Problem.DOCUMENT_FOREIGN, facts);
    }
    return document;
  }

  /** The organizations that can be paid by link, in the order of their accounts. */
  public List<String> organizations() {
    return host.accounts().all().stream()
        .filter(GatewayAccount::enabled)
        .map(GatewayAccount::organizationPartyId)
        .distinct()
        .filter(organization -> !connections.enabledFor(organization).isEmpty())
        .toList();
  }

  /**
   * The organization that is meant when nobody names one: the only one that can be paid, or else
   * the host's own.
   *
   * @throws PaylinkException ACCOUNT_MISSING when none can be paid, ORGANIZATION_UNCLEAR
   */
  public String organization() {
    List<String> payable = organizations();
    Optional<String> own = host.settings().organizationPartyId();
    if (payable.isEmpty()) {
      throw new PaylinkException(
          Problem.ACCOUNT_MISSING, own.map(name -> Map.of("account", name)).orElse(Map.of()));
    }
    return payable.size() == 1
        ? payable.get(0)
        : own.filter(payable::contains)
            .orElseThrow(() -> new PaylinkException(Problem.ORGANIZATION_UNCLEAR));
  }

  /**
   * A party as its panel shows it, whose links are the same whichever organization they pay: of the
   * organization that is meant when nobody names one, and while that is unclear of the first.
   */
  public Subject party(String partyId) {
    List<String> payable = organizations();
    Optional<String> own = host.settings().organizationPartyId();
    String organization =
        own.filter(name -> payable.isEmpty() || payable.contains(name))
            .or(() -> payable.stream().findFirst())
            .orElse("");
    return new Subject(organization, SubjectType.PARTY, partyId);
  }

  /** Whether several organizations can be paid and none of them is meant when nobody says which. */
  public boolean isUnclear() {
    List<String> payable = organizations();
    return payable.size() > 1
        && host.settings().organizationPartyId().filter(payable::contains).isEmpty();
  }

  /** Why there is no such subject. */
  static Problem unknown(SubjectType type) {
    return type.isOnAccount() ? Problem.PARTY_UNKNOWN : Problem.DOCUMENT_UNKNOWN;
  }
}
