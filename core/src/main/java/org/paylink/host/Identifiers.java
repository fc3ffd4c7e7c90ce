package org.paylink.host;

/** Where new ids come from, so that a run can be replayed. */
public interface Identifiers {
  /** A new primary key of an entity, at most 20 characters of {@code A-Za-z0-9_-}. */
  String next(String entity);
}
