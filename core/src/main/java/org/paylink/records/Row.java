package org.paylink.records;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;

/** One row as read: a snapshot, not connected to the database. */
public final class Row {
  private final String entity;
  private final Map<String, Object> fields;

  /** A row of an entity; absent and null fields are the same. */
  public Row(String entity, Map<String, ?> fields) {
    this.entity = entity;
    this.fields = Collections.unmodifiableMap(new HashMap<>(fields));
  }

  /** The entity's name. */
  public String entity() {
    return entity;
  }

  /** All fields by name. */
  public Map<String, Object> fields() {
    return fields;
  }

  /** A text that must be there. */
  public String text(String field) {
    return optionalText(field)
        .orElseThrow(() -> new IllegalStateException(entity + "." + field + " is empty"));
  }

  /** A text that may be absent. */
  public Optional<String> optionalText(String field) {
    return Optional.ofNullable((String) fields.get(field));
  }

  /** A whole number, 0 when absent. */
  public long number(String field) {
    Object value = fields.get(field);
    return value == null ? 0 : ((Number) value).longValue();
  }

  /** A decimal that may be absent. */
  public Optional<BigDecimal> decimal(String field) {
    return Optional.ofNullable((BigDecimal) fields.get(field));
  }

  /** A moment that may be absent, to the millisecond. */
  public Optional<Instant> moment(String field) {
    return Optional.ofNullable((Instant) fields.get(field));
  }

  /** Bytes that may be absent. */
  public Optional<byte[]> bytes(String field) {
    return Optional.ofNullable((byte[]) fields.get(field));
  }

  /** The flag {@code Y}; absent and {@code N} are false. */
  public boolean flag(String field) {
    return "Y".equals(fields.get(field));
  }

  /** An amount in major units with the currency of another field. */
  public Money money(String amountField, String currencyField) {
    return Money.ofMajor(text(currencyField), decimal(amountField).orElse(BigDecimal.ZERO));
  }

  @Override
  public String toString() {
    return entity;
  }
}
