package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Permission
import org.paylink.money.Money

/** The links of all documents, the newest first, a page at a time, written for the user. */
@CompileStatic
final class LinkList {
  private static final int MOST_ROWS = 200

  private final Delegator delegator
  private final OfbizUser user

  LinkList(Delegator delegator, OfbizUser user) {
    this.delegator = delegator
    this.user = user
  }

  /** One page: {@code links} as the list form shows them, and {@code count} of all. */
  Map<String, Object> page(int index, int size) {
    user.actor.require(Permission.VIEW)
    int rows = Math.max(1, Math.min(size, MOST_ROWS))
    long count = EntityQuery.use(delegator).from('PaymentLink').queryCount()
    List<GenericValue> found = EntityQuery.use(delegator).from('PaymentLink')
        .orderBy('-createdDate', '-paymentLinkId').cursorScrollInsensitive().maxRows((index + 1) * rows)
        .queryIterator().withCloseable { it.getPartialList(index * rows + 1, rows) }
    return [count: count, links: found.collect { GenericValue row -> line(row) }] as Map<String, Object>
  }

  private Map<String, Object> line(GenericValue row) {
    String type = user.words.text('PaylinkSubject_' + row.getString('subjectType'))
    return [
        paymentLinkId: row.getString('paymentLinkId'),
        subjectType: row.getString('subjectType'),
        subjectId: row.getString('subjectId'),
        document: type + ' ' + row.getString('subjectId'),
        status: user.words.text('PaylinkStatus_' + row.getString('status')),
        test: row.getString('testMode') == 'Y' ? user.words.text('PaylinkTest') : '',
        purpose: row.getString('purpose'),
        amount: money(row, 'amount'),
        received: row.getBigDecimal('amountReceived')?.signum() ? money(row, 'amountReceived') : '',
        created: user.words.formats().dateTime(row.getTimestamp('createdDate').toInstant()),
        createdBy: row.getString('createdByUserLogin')] as Map<String, Object>
  }

  private String money(GenericValue row, String field) {
    return user.words.formats().money(Money.ofMajor(row.getString('currencyUomId'), row.getBigDecimal(field)))
  }
}
