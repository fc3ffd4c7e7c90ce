package org.paylink.embedded.jdbc;

import java.sql.Types;
import java.util.Arrays;

/**
 * The field types of {@code entitydef/entitymodel.xml}, stored as the host's field type definitions
 * do
 * (https://github.com/apache/ofbiz-framework/blob/trunk/framework/entity/fieldtype/fieldtypederby.xml),
 * but for very long texts and bytes, which are as long as the database allows.
 */
enum FieldType {
  ID("id", Kind.TEXT, 20),
  ID_LONG("id-long", Kind.TEXT, 60),
  ID_VLONG("id-vlong", Kind.TEXT, 255),
  SHORT_VARCHAR("short-varchar", Kind.TEXT, 60),
  LONG_VARCHAR("long-varchar", Kind.TEXT, 255),
  VERY_LONG("very-long", Kind.LONG_TEXT, Integer.MAX_VALUE),
  URL("url", Kind.TEXT, 2_000),
  INDICATOR("indicator", Kind.TEXT, 1),
  NUMERIC("numeric", Kind.WHOLE_NUMBER, 0),
  CURRENCY_PRECISE("currency-precise", Kind.DECIMAL, 0),
  DATE_TIME("date-time", Kind.MOMENT, 0),
  BYTE_ARRAY("byte-array", Kind.BYTES, 0);

  static final int DECIMAL_DIGITS = 18;
  static final int DECIMAL_PLACES = 3;

  /** What a field holds. */
  enum Kind {
    TEXT(Types.VARCHAR),
    LONG_TEXT(Types.CLOB),
    WHOLE_NUMBER(Types.NUMERIC),
    DECIMAL(Types.NUMERIC),
    MOMENT(Types.TIMESTAMP),
    BYTES(Types.BINARY);

    private final int jdbcType;

    Kind(int jdbcType) {
      this.jdbcType = jdbcType;
    }

    /** The type an absent value is bound with. */
    int jdbcType() {
      return jdbcType;
    }
  }

  private final String modelName;
  private final Kind kind;
  private final int length;

  FieldType(String modelName, Kind kind, int length) {
    this.modelName = modelName;
    this.kind = kind;
    this.length = length;
  }

  /** The type the model calls so. */
  static FieldType named(String modelName) {
    return Arrays.stream(values())
        .filter(type -> type.modelName.equals(modelName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown field type " + modelName));
  }

  /** What it holds. */
  Kind kind() {
    return kind;
  }

  /** Most characters of a text. */
  int length() {
    return length;
  }
}
