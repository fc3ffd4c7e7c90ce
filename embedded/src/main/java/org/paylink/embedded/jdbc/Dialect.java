package org.paylink.embedded.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** Where the databases differ. */
enum Dialect {
  /** https://db.apache.org/derby/docs/10.16/ref/rrefexcept71493.html lists its SQL states. */
  DERBY("CLOB", "BLOB", "TIMESTAMP", "40XL1"),
  /** https://www.postgresql.org/docs/current/errcodes-appendix.html lists its SQL states. */
  POSTGRES("TEXT", "BYTEA", "TIMESTAMPTZ", "55P03");

  private final String longText;
  private final String bytes;
  private final String moment;
  private final String lockTimeout;

  Dialect(String longText, String bytes, String moment, String lockTimeout) {
    this.longText = longText;
    this.bytes = bytes;
    this.moment = moment;
    this.lockTimeout = lockTimeout;
  }

  /** The dialect of the database behind a connection. */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "apache derby" -> DERBY;
      case "postgresql" -> POSTGRES;
      default -> throw new IllegalArgumentException("not a supported database: " + product);
    };
  }

  /** The column type of a field type. */
  String column(FieldType type) {
    return switch (type.kind()) {
      case TEXT -> type == FieldType.INDICATOR ? "CHAR(1)" : "VARCHAR(" + type.length() + ")";
      case LONG_TEXT -> longText;
      case WHOLE_NUMBER -> "NUMERIC(20,0)";
      case DECIMAL -> "NUMERIC(" + FieldType.DECIMAL_DIGITS + "," + FieldType.DECIMAL_PLACES + ")";
      case MOMENT -> moment;
      case BYTES -> bytes;
    };
  }

  /**
   * Whether the unit has to be run again: class 40 are deadlocks and serialization failures; class
   * 23 are taken keys, since we declare no other constraint that a checked row can break.
   */
  boolean isConflict(SQLException e) {
    String state = state(e);
    return state.startsWith("40") || state.startsWith("23") || state.equals(lockTimeout);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
