package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericEntityException
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityComparisonOperator
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.entity.condition.EntityOperator
import org.apache.ofbiz.entity.model.DynamicViewEntity
import org.apache.ofbiz.entity.model.ModelEntity
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.records.Query
import org.paylink.records.Row
import org.paylink.records.Unit

/**
 * One transaction of the host's. Writes go to the entity's helper, one step below the delegator: the delegator logs the
 * row's values when a statement fails, and selects before it updates in test mode. Entity rules (ECAs) of the host
 * therefore don't fire for our entities.
 */
@CompileStatic
final class OfbizUnit implements Unit {
  private static final String LOCK_FIELD = 'lockStamp'
  private static final String TOTAL = 'totalOf'

  private final Delegator delegator
  private final OfbizRows rows
  private RuntimeException broken

  OfbizUnit(Delegator delegator) {
    this.delegator = delegator
    this.rows = new OfbizRows(delegator)
  }

  @Override
  Optional<Row> find(String entity, Map<String, ?> key) {
    ModelEntity model = rows.model(entity)
    rows.checkWholeKey(model, key)
    Map<String, Object> values = rows.toHost(model, key)
    GenericValue value = (GenericValue) statement("reading $entity") {
      EntityQuery.use(delegator).from(entity).where(values).queryOne()
    }
    return value == null ? Optional.<Row>empty() : Optional.of(rows.toRow(model, value))
  }

  @Override
  List<Row> list(Query query) {
    ModelEntity model = rows.model(query.entity())
    List<EntityCondition> conditions = conditions(model, query)
    query.fields().each { String field -> rows.checkField(model, field) }
    query.order().each { String field -> rows.checkField(model, field.startsWith('-') ? field.substring(1) : field) }
    List<GenericValue> values = (List<GenericValue>) statement("listing ${query.entity()}") {
      EntityQuery asked = EntityQuery.use(delegator).from(query.entity()).where(conditions).orderBy(query.order())
          .maxRows(query.offset() + query.limit())
      (query.fields().isEmpty() ? asked : asked.select(query.fields() as Set<String>)).queryList()
    }
    return values.drop(query.offset()).collect { GenericValue value -> rows.toRow(model, value) }
  }

  /** Grouped by the database, by way of a view that the host makes for this one query. */
  @Override
  List<Row> totals(Query query, String groupBy, List<String> sums) {
    ModelEntity model = rows.model(query.entity())
    DynamicViewEntity view = new DynamicViewEntity()
    view.addMemberEntity('T', query.entity())
    rows.checkField(model, groupBy)
    view.addAlias('T', groupBy, null, null, null, true, null)
    sums.each { String field ->
      rows.checkField(model, field)
      view.addAlias('T', TOTAL + field, field, null, null, false, 'sum')
    }
    view.addAlias('T', TOTAL, model.getPkFieldNames().get(0), null, null, false, 'count')
    // A field of a condition has to be known to the view, and yet must not be selected.
    (query.conditions().collect { Query.Condition asked -> asked.field() }.unique() - [groupBy]).each { String field ->
      view.addAlias('T', field, null, null, null, null, null)
    }
    Set<String> selected = [groupBy, TOTAL] + sums.collect { String field -> TOTAL + field } as Set<String>
    List<GenericValue> values = (List<GenericValue>) statement("adding up ${query.entity()}") {
      EntityQuery.use(delegator).from(view).select(selected).where(conditions(model, query)).orderBy([groupBy])
          .queryList()
    }
    return values.collect { GenericValue value -> total(model.entityName, value, groupBy, sums) }
  }

  private static Row total(String entity, GenericValue value, String groupBy, List<String> sums) {
    Map<String, Object> fields = new HashMap<String, Object>()
    fields.put(groupBy, value.get(groupBy))
    sums.each { String field -> fields.put(field, value.get(TOTAL + field)) }
    fields.put('count', ((Number) value.get(TOTAL)).longValue())
    return new Row(entity, fields)
  }

  @Override
  void insert(String entity, Map<String, ?> fields) {
    ModelEntity model = rows.model(entity)
    rows.checkWholeKey(model, fields)
    GenericValue value = delegator.makeValue(entity, rows.toHost(model, fields))
    statement("inserting $entity") {
      delegator.getEntityHelper(entity).create(value)
      delegator.clearCacheLine(value)
    }
  }

  @Override
  int update(String entity, Map<String, ?> expected, Map<String, ?> changes) {
    ModelEntity model = rows.model(entity)
    rows.checkWholeKey(model, expected)
    return store(entity, model, expected, rows.toHost(model, changes))
  }

  @Override
  long count(Query query) {
    List<EntityCondition> conditions = conditions(rows.model(query.entity()), query)
    return (long) statement("counting ${query.entity()}") {
      EntityQuery.use(delegator).from(query.entity()).where(conditions).queryCount()
    }
  }

  @Override
  int delete(String entity, Map<String, ?> expected) {
    ModelEntity model = rows.model(entity)
    rows.checkWholeKey(model, expected)
    EntityCondition condition = EntityCondition.makeCondition(rows.toHost(model, expected))
    return (int) statement("deleting $entity") {
      int removed = delegator.getEntityHelper(entity).removeByCondition(delegator, model, condition)
      if (removed > 0) {
        delegator.clearCacheLine(entity)
      }
      removed
    }
  }

  @Override
  boolean lock(String entity, Map<String, ?> key) {
    ModelEntity model = rows.model(entity)
    rows.checkWholeKey(model, key)
    rows.checkField(model, LOCK_FIELD)
    // An update is the one statement that locks the row on every database. The value only has to differ, because some
    // drivers count a row that stays the same as not updated.
    return store(entity, model, key, [(LOCK_FIELD): (Object) System.nanoTime()]) == 1
  }

  /** Fails when a statement failed before, even if the work has swallowed it: the transaction is lost. */
  void check() {
    if (broken != null) {
      throw broken
    }
  }

  /** The failed statement that ended this unit, if any. */
  RuntimeException broken() {
    return broken
  }

  private int store(String entity, ModelEntity model, Map<String, ?> expected, Map<String, Object> changes) {
    EntityCondition condition = EntityCondition.makeCondition(rows.toHost(model, expected))
    return (int) statement("updating $entity") {
      int changed = delegator.getEntityHelper(entity).storeByCondition(delegator, model, changes, condition)
      if (changed > 0) {
        delegator.clearCacheLine(entity)
      }
      changed
    }
  }

  private List<EntityCondition> conditions(ModelEntity model, Query query) {
    return query.conditions().collect { Query.Condition asked -> condition(model, asked) }
  }

  private EntityCondition condition(ModelEntity model, Query.Condition asked) {
    rows.checkField(model, asked.field())
    Object value = asked.value()
    switch (asked.comparison()) {
      case Query.Comparison.EQUAL:
        return compared(asked, EntityOperator.EQUALS, OfbizRows.toHost(value))
      case Query.Comparison.AT_MOST:
        return compared(asked, EntityOperator.LESS_THAN_EQUAL_TO, OfbizRows.toHost(value))
      case Query.Comparison.AT_LEAST:
        return compared(asked, EntityOperator.GREATER_THAN_EQUAL_TO, OfbizRows.toHost(value))
      case Query.Comparison.IS_NULL:
        return compared(asked, EntityOperator.EQUALS, null)
      case Query.Comparison.IS_NOT_NULL:
        return compared(asked, EntityOperator.NOT_EQUAL, null)
      case Query.Comparison.ANY_OF:
        return compared(asked, EntityOperator.IN, ((List) value).collect { Object one -> OfbizRows.toHost(one) })
    }
    throw new IllegalArgumentException('unknown comparison ' + asked.comparison())
  }

  private static EntityCondition compared(Query.Condition asked, EntityComparisonOperator<?, ?> operator,
                                          Object value) {
    return EntityCondition.makeCondition(asked.field(), (EntityComparisonOperator) operator, value)
  }

  private Object statement(CharSequence what, Closure<?> body) {
    check()
    try {
      return body.call()
    } catch (GenericEntityException e) {
      broken = DatabaseFault.of(what.toString(), e)
      throw broken
    }
  }
}
