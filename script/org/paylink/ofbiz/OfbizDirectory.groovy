package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.party.party.PartyHelper
import org.paylink.host.Directory
import org.paylink.link.Subject
import org.paylink.link.SubjectType
import org.paylink.records.Unit

/** The port {@link Directory} on the host's contact mechanisms: those of the document, then those of the party. */
@CompileStatic
final class OfbizDirectory implements Directory {
  private static final int MOST = 20
  private static final String EMAIL = 'EMAIL_ADDRESS'

  private final Delegator delegator

  OfbizDirectory(Delegator delegator) {
    this.delegator = delegator
  }

  @Override
  List<Directory.Contact> contacts(Unit unit, Subject subject, Optional<String> payerPartyId) {
    String partyId = payer(subject) ?: payerPartyId.orElse(null)
    Optional<Locale> language = partyId == null ? Optional.<Locale>empty() : languageOf(partyId)
    List<Directory.Contact> found = ofDocument(subject).collect { String address ->
      contact(partyId, address, Directory.Purpose.DOCUMENT, language)
    }
    if (partyId != null) {
      found.addAll(ofParty(partyId, language))
    }
    return found.unique(false) { Directory.Contact contact -> contact.email().toLowerCase(Locale.ROOT) }.take(MOST)
  }

  @Override
  Optional<Directory.Contact> primary(Unit unit, String partyId) {
    List<Directory.Contact> all = ofParty(partyId, languageOf(partyId))
    return Optional.ofNullable(all.isEmpty() ? null : all[0])
  }

  @Override
  Optional<Directory.Contact> user(Unit unit, String userLoginId) {
    GenericValue login = OfbizServices.<GenericValue>reading {
      EntityQuery.use(delegator).from('UserLogin').where([userLoginId: userLoginId] as Map<String, Object>).queryOne()
    }
    String partyId = login?.getString('partyId')
    return partyId == null ? Optional.<Directory.Contact>empty() :
        primary(unit, partyId).map { Directory.Contact contact ->
          new Directory.Contact(contact.partyId(), contact.name(), contact.email(), contact.purpose(), locale(login))
        }
  }

  /** Whom the document bills; the payer a link was made with may have been replaced since. */
  private String payer(Subject subject) {
    if (subject.type() == SubjectType.INVOICE) {
      GenericValue invoice = OfbizServices.<GenericValue>reading {
        EntityQuery.use(delegator).from('Invoice').where([invoiceId: subject.id()] as Map<String, Object>).queryOne()
      }
      return invoice?.getString('partyId')
    }
    if (subject.type() == SubjectType.ORDER) {
      List<GenericValue> roles = OfbizServices.<List<GenericValue>>reading {
        EntityQuery.use(delegator).from('OrderRole').where([orderId: subject.id()] as Map<String, Object>).queryList()
      }
      return role(roles, 'BILL_TO_CUSTOMER') ?: role(roles, 'PLACING_CUSTOMER')
    }
    return null
  }

  private static String role(List<GenericValue> roles, String type) {
    return roles.find { GenericValue role -> role.getString('roleTypeId') == type }?.getString('partyId')
  }

  private List<String> ofDocument(Subject subject) {
    boolean order = subject.type() == SubjectType.ORDER
    if (!order && subject.type() != SubjectType.INVOICE) {
      return []
    }
    List<GenericValue> mechs = OfbizServices.<List<GenericValue>>reading {
      EntityQuery.use(delegator).from(order ? 'OrderContactMech' : 'InvoiceContactMech')
          .where([(order ? 'orderId' : 'invoiceId'): subject.id()] as Map<String, Object>)
          .orderBy('contactMechPurposeTypeId').queryList()
    }
    return mechs.collect { GenericValue mech -> address(mech.getString('contactMechId')) }
        .findAll { String address -> address != null }
  }

  private String address(String contactMechId) {
    GenericValue mech = OfbizServices.<GenericValue>reading {
      EntityQuery.use(delegator).from('ContactMech')
          .where([contactMechId: contactMechId] as Map<String, Object>).queryOne()
    }
    return mech?.getString('contactMechTypeId') == EMAIL ? mech.getString('infoString') : null
  }

  /** Valid addresses of a party: the main one, the one for bills, then the others, the newest first. */
  private List<Directory.Contact> ofParty(String partyId, Optional<Locale> language) {
    Map<String, Directory.Purpose> purposes = [:]
    List<GenericValue> named = OfbizServices.<List<GenericValue>>reading {
      EntityQuery.use(delegator).from('PartyContactMechPurpose').where([partyId: partyId] as Map<String, Object>)
          .filterByDate().queryList()
    }
    named.each { GenericValue row ->
      String type = row.getString('contactMechPurposeTypeId')
      String mech = row.getString('contactMechId')
      if (type == 'PRIMARY_EMAIL') {
        purposes.put(mech, Directory.Purpose.PRIMARY)
      } else if (type == 'BILLING_EMAIL' && !purposes.containsKey(mech)) {
        purposes.put(mech, Directory.Purpose.BILLING)
      }
    }
    List<GenericValue> mechs = OfbizServices.<List<GenericValue>>reading {
      EntityQuery.use(delegator).from('PartyContactMech').where([partyId: partyId] as Map<String, Object>)
          .filterByDate().orderBy('-fromDate').queryList()
    }
    List<Directory.Contact> found = []
    mechs.each { GenericValue mech ->
      String address = address(mech.getString('contactMechId'))
      if (address) {
        found.add(contact(partyId, address,
            purposes.getOrDefault(mech.getString('contactMechId'), Directory.Purpose.OTHER),
            language))
      }
    }
    return found.sort(false) { Directory.Contact contact -> rank(contact.purpose()) }
  }

  private static int rank(Directory.Purpose purpose) {
    return [Directory.Purpose.DOCUMENT, Directory.Purpose.PRIMARY, Directory.Purpose.BILLING, Directory.Purpose.OTHER]
        .indexOf(purpose)
  }

  private Directory.Contact contact(
      String partyId, String address, Directory.Purpose purpose, Optional<Locale> language) {
    String name = partyId == null ? '' : PartyHelper.getPartyName(delegator, partyId, false) ?: ''
    return new Directory.Contact(Optional.ofNullable(partyId), name.trim(), address, purpose, language)
  }

  /** The host keeps no language of a party, only the one a login of it last read in. */
  private Optional<Locale> languageOf(String partyId) {
    List<GenericValue> logins = OfbizServices.<List<GenericValue>>reading {
      EntityQuery.use(delegator).from('UserLogin').where([partyId: partyId] as Map<String, Object>).queryList()
    }
    GenericValue known = logins.find { GenericValue login -> login.getString('lastLocale') }
    return known == null ? Optional.<Locale>empty() : locale(known)
  }

  private static Optional<Locale> locale(GenericValue login) {
    String tag = login.getString('lastLocale')
    return tag ? Optional.of(Locale.forLanguageTag(tag.replace('_', '-'))) : Optional.<Locale>empty()
  }
}
