package org.paylink.background;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Which version of the entities the database holds, and which one this code was written for. A
 * database that a newer release has worked with may hold what this code would misread, so
 * background work stops; what customers do is left to the units' own checks.
 */
public final class SchemaVersion {
  /** The version this code was written for. Raised with every change that older code misreads. */
  public static final long CURRENT = 1;

  private static final String ENTITY = "PaylinkSchemaVersion";
  private static final Map<String, Object> KEY = Map.of("schemaName", "paylink");

  private SchemaVersion() {}

  /** The version the database holds; absent before the first background work. */
  public static Optional<Long> stored(Unit unit) {
    return unit.find(ENTITY, KEY).map(row -> row.number("versionNumber"));
  }

  /**
   * Claims the database for this code's version, unless a newer release has worked with it.
   *
   * @return whether this code may do background work
   */
  static boolean claim(Unit unit) {
    Optional<Row> row = unit.find(ENTITY, KEY);
    if (row.isEmpty()) {
      Map<String, Object> first = new HashMap<>(KEY);
      first.put("versionNumber", CURRENT);
      unit.insert(ENTITY, first);
      return true;
    }
    long stored = row.get().number("versionNumber");
    if (stored < CURRENT) {
      Map<String, Object> expected = new HashMap<>(KEY);
      expected.put("versionNumber", stored);
      return unit.update(ENTITY, expected, Map.of("versionNumber", CURRENT)) == 1;
    }
    return stored == CURRENT;
  }
}
