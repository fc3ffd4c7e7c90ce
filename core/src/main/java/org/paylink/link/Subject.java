package org.paylink.link;

import java.util.Map;
import org.paylink.records.Row;

/**
 * What is paid for.
 *
 * @param organizationPartyId the organization that is paid
 * @param type the kind of document
 * @param id the document's id on the host, at most 20 characters
 */
public record Subject(String organizationPartyId, SubjectType type, String id) {

  /** The subject a stored row names. */
  public static Subject of(Row row) {
    return new Subject(
        row.text("organizationPartyId"),
        SubjectType.valueOf(row.text("subjectType")),
        row.text("subjectId"));
  }

  /** The subject's fields, as every entity that names one has them. */
  public Map<String, Object> fields() {
    return Map.of(
        "organizationPartyId", organizationPartyId, "subjectType", type.name(), "subjectId", id);
  }
}
