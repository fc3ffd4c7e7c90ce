package org.paylink.listing;

import java.time.Instant;
import java.util.Optional;
import org.paylink.records.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row of a list. A row of the database that can't be read has its place there and says so, or
 * nobody would see the links around it.
 *
 * @param id the link's key
 * @param link absent when its row can't be read; the log says why
 */
public record ListedRow(String id, Optional<ListedLink> link) {
  private static final Logger LOG = LoggerFactory.getLogger(ListedRow.class);

  static ListedRow of(Row row, Instant now) {
    String id = row.text("paymentLinkId");
    try {
      return new ListedRow(id, Optional.of(ListedLink.of(row, now)));
    } catch (RuntimeException e) {
      LOG.warn("the row of link {} can't be read: {}", id, e.toString());
      return new ListedRow(id, Optional.empty());
    }
  }
}
