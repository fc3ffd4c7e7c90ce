package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.entity.condition.EntityFunction
import org.apache.ofbiz.entity.condition.EntityOperator
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Document
import org.paylink.host.Ledger
import org.paylink.link.Subject
import org.paylink.money.Currencies

/** Parties of the host that pay on account. */
@CompileStatic
final class OfbizCustomers {
  /** The host's own name for a party that is not known. */
  private static final String NOBODY = '_NA_'
  private static final String DISABLED = 'PARTY_DISABLED'
  private static final List<String> NAMES = ['firstName', 'lastName', 'groupName'].asImmutable()
  private static final int LONGEST_TEXT = 100
  private static final int LONGEST_ID = 20
  private static final int MOST_WORDS = 5

  private final Delegator delegator
  private final OfbizGl generalLedger

  OfbizCustomers(Delegator delegator, OfbizGl generalLedger) {
    this.delegator = delegator
    this.generalLedger = generalLedger
  }

  /** The party as one that may pay the organization, which has to keep books; an organization doesn't pay itself. */
  Optional<Document> document(Subject subject) {
    String organization = subject.organizationPartyId()
    GenericValue payer = party(subject.id())
    if (payer == null || party(organization) == null || subject.id() == organization) {
      return Optional.<Document> empty()
    }
    String currency = generalLedger.baseCurrency(organization)
    if (currency == null || !Currencies.isKnown(currency)) {
      return Optional.<Document> empty()
    }
    Document.State state = payer.getString('statusId') == DISABLED ?
      Document.State.NOT_PAYABLE : Document.State.PAYABLE
    return Optional.of(
      Document.onAccount(subject, OfbizParties.name(delegator, organization), currency, state))
  }

  /** The one with that number first, then those whose number begins with the text or whose name holds all its words. */
  List<Ledger.Payer> payers(String text, int most) {
    String typed = text.trim()
    List<String> words = typed.tokenize().take(MOST_WORDS)
    if (words.isEmpty() || typed.length() > LONGEST_TEXT) {
      return []
    }
    List<EntityCondition> named = words.collect { String word -> EntityCondition.makeCondition(
      NAMES.collect { String field -> like(field, '%' + word + '%') } as List<EntityCondition>, EntityOperator.OR)
    } as List<EntityCondition>
    EntityCondition meant = EntityCondition.makeCondition([like('partyId', typed + '%'),
      EntityCondition.makeCondition(named, EntityOperator.AND)] as List<EntityCondition>, EntityOperator.OR)
    // One more than asked for, because the exact number is put first and left out here.
    List<GenericValue> found = (exact(typed) + rows(meant, most + 1)).unique { GenericValue row ->
      row.getString('partyId')
    }
    return found.findAll { GenericValue row -> isMeant(row, typed, words) }.take(most)
      .collect { GenericValue row -> new Ledger.Payer(row.getString('partyId'), name(row)) }
  }

  /** The party with that number, whoever it is; the host's name for nobody is no party. */
  Optional<Ledger.Payer> payer(String partyId) {
    List<GenericValue> found = partyId == NOBODY || partyId.length() > LONGEST_ID ? [] as List<GenericValue> : exact(partyId)
    return found.isEmpty() ? Optional.<Ledger.Payer> empty() :
      Optional.of(new Ledger.Payer(found[0].getString('partyId'), name(found[0])))
  }

  private List<GenericValue> exact(String partyId) {
    return rows(EntityCondition.makeCondition('partyId', partyId), 1)
  }

  private List<GenericValue> rows(EntityCondition meant, int most) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('PartyNameView').where(meant).orderBy('partyId').maxRows(most).queryList()
    }
  }

  /** The database reads signs such as % as it likes; what it found has to hold what was typed. */
  private static boolean isMeant(GenericValue row, String typed, List<String> words) {
    if (row.getString('partyId') == NOBODY || row.getString('statusId') == DISABLED) {
      return false
    }
    String called = name(row).toLowerCase(Locale.ROOT)
    return row.getString('partyId').toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)) ||
      words.every { String word -> called.contains(word.toLowerCase(Locale.ROOT)) }
  }

  private static String name(GenericValue row) {
    List<String> parts = [row.getString('groupName'), row.getString('firstName'), row.getString('lastName')]
      .findAll { String part -> part }
    return parts.isEmpty() ? row.getString('partyId') : parts.join(' ')
  }

  private static EntityCondition like(String field, String pattern) {
    return EntityCondition.makeCondition(EntityFunction.upperField(field), EntityOperator.LIKE,
      EntityFunction.upper((Object) pattern))
  }

  private GenericValue party(String partyId) {
    return OfbizServices.reading {
      EntityQuery.use(delegator).from('Party').where([partyId: partyId] as Map<String, Object>).queryOne()
    }
  }
}
