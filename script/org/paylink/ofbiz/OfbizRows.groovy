package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Blob
import java.sql.Timestamp
import java.time.Instant
import java.time.temporal.ChronoUnit
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.model.ModelEntity
import org.apache.ofbiz.entity.model.ModelField
import org.paylink.records.Row

/** Turns our values into the host's and back, and checks names, which the host lets pass or splices into SQL. */
@CompileStatic
final class OfbizRows {
  private final Delegator delegator

  OfbizRows(Delegator delegator) {
    this.delegator = delegator
  }

  /** The host's description of an entity. */
  ModelEntity model(String entity) {
    ModelEntity model = delegator.getModelEntity(entity)
    if (model == null) {
      throw new IllegalArgumentException("no entity $entity: is Paylink's entitydef loaded?")
    }
    return model
  }

  /** Our values as the host stores them. */
  Map<String, Object> toHost(ModelEntity model, Map<String, ?> fields) {
    Map<String, Object> values = new HashMap<String, Object>()
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      checkField(model, field.key)
      values.put(field.key, toHost(field.value))
    }
    return values
  }

  /** A row as read, without the stamps that the host keeps for itself. */
  Row toRow(ModelEntity model, GenericValue value) {
    Map<String, Object> fields = new HashMap<String, Object>()
    for (Iterator<ModelField> iterator = model.getFieldsIterator(); iterator.hasNext();) {
      ModelField field = iterator.next()
      Object read = field.isAutoCreatedInternal ? null : value.get(field.name)
      if (read != null) {
        fields.put(field.name, fromHost(read))
      }
    }
    return new Row(model.entityName, fields)
  }

  /** Insists on every field of the primary key. */
  void checkWholeKey(ModelEntity model, Map<String, ?> fields) {
    for (String name : model.getPkFieldNames()) {
      if (fields.get(name) == null) {
        throw new IllegalArgumentException("${model.entityName}: the key needs $name".toString())
      }
    }
  }

  /** Insists on a field of the entity. */
  void checkField(ModelEntity model, String name) {
    if (!model.isField(name)) {
      throw new IllegalArgumentException("${model.entityName} has no field $name".toString())
    }
  }

  static Object toHost(Object value) {
    if (value instanceof Instant) {
      return Timestamp.from(((Instant) value).truncatedTo(ChronoUnit.MILLIS))
    }
    if (value == null || value instanceof String || value instanceof Long || value instanceof BigDecimal
        || value instanceof byte[]) {
      return value
    }
    throw new IllegalArgumentException('a row cannot hold a ' + value.class.name)
  }

  private static Object fromHost(Object value) {
    if (value instanceof Timestamp) {
      return ((Timestamp) value).toInstant()
    }
    if (value instanceof Blob) {
      Blob blob = (Blob) value
      return blob.getBytes(1L, (int) blob.length())
    }
    if (value instanceof Integer) {
      return ((Integer) value).longValue()
    }
    return value
  }
}
