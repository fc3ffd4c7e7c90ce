package org.paylink.embedded.jdbc;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.paylink.embedded.jdbc.EntityModel.Field;

/** Values between Java and columns. No message here ever holds a value. */
final class FieldValue {
  private FieldValue() {}

  /**
   * Whether a text could be in the field at all. One that can't equals nothing that is stored;
   * databases would complain instead.
   */
  static boolean canHold(Field field, Object value) {
    return !(value instanceof String text)
        || (text.length() <= field.type().length() && text.indexOf('\0') < 0);
  }

  /**
   * Insists that the value can be stored as it is.
   *
   * @throws IllegalArgumentException when it is of another kind, too long or too precise
   */
  static void check(Field field, Object value) {
    if (value == null) {
      return;
    }
    boolean rightKind =
        switch (field.type().kind()) {
          case TEXT, LONG_TEXT -> value instanceof String;
          case WHOLE_NUMBER -> value instanceof Long;
          case DECIMAL -> value instanceof BigDecimal;
          case MOMENT -> value instanceof Instant;
          case BYTES -> value instanceof byte[];
        };
    if (!rightKind) {
      throw new IllegalArgumentException(field + " can't hold a " + value.getClass().getName());
    }
    if (value instanceof String text) {
      checkText(field, text);
    }
    if (value instanceof BigDecimal decimal) {
      checkDecimal(field, decimal);
    }
  }

  /** Binds a checked value. */
  static void bind(PreparedStatement statement, int position, Field field, Object value)
      throws SQLException {
    if (value == null) {
      bindNull(statement, position, field);
      return;
    }
    switch (field.type().kind()) {
      case TEXT, LONG_TEXT -> statement.setString(position, (String) value);
      case WHOLE_NUMBER -> statement.setBigDecimal(position, BigDecimal.valueOf((Long) value));
      case DECIMAL -> statement.setBigDecimal(position, (BigDecimal) value);
      case MOMENT -> statement.setTimestamp(position, timestamp((Instant) value), utc());
      case BYTES -> statement.setBytes(position, (byte[]) value);
    }
  }

  /** Reads a value; null when it is absent. */
  static Object read(ResultSet row, int position, Field field) throws SQLException {
    return switch (field.type().kind()) {
      case TEXT, LONG_TEXT -> row.getString(position);
      case WHOLE_NUMBER -> {
        BigDecimal number = row.getBigDecimal(position);
        yield number == null ? null : number.longValueExact();
      }
      case DECIMAL -> row.getBigDecimal(position);
      case MOMENT -> {
        Timestamp moment = row.getTimestamp(position, utc());
        yield moment == null ? null : moment.toInstant().truncatedTo(ChronoUnit.MILLIS);
      }
      case BYTES -> row.getBytes(position);
    };
  }

  private static void bindNull(PreparedStatement statement, int position, Field field)
      throws SQLException {
    FieldType.Kind kind = field.type().kind();
    if (kind == FieldType.Kind.LONG_TEXT || kind == FieldType.Kind.BYTES) {
      // Databases differ in what they call the type of these, and all take an untyped absence.
      statement.setString(position, null);
      return;
    }
    statement.setNull(position, kind.jdbcType());
  }

  private static void checkText(Field field, String text) {
    if (text.length() > field.type().length()) {
      throw new IllegalArgumentException(
          field + " is " + text.length() + " characters, at most " + field.type().length());
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + " holds a NUL character");
    }
  }

  private static void checkDecimal(Field field, BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    int wholeDigits = stripped.precision() - stripped.scale();
    if (stripped.scale() > FieldType.DECIMAL_PLACES
        || wholeDigits > FieldType.DECIMAL_DIGITS - FieldType.DECIMAL_PLACES) {
      throw new IllegalArgumentException(
          field + " has more digits than " + FieldType.DECIMAL_DIGITS + " with 3 decimals");
    }
  }

  private static Timestamp timestamp(Instant moment) {
    return Timestamp.from(moment.truncatedTo(ChronoUnit.MILLIS));
  }

  /** A calendar of its own for each use: calendars are not safe for concurrent use. */
  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
  }
}
