/** Finds card data, so that it can be refused. Start at {@link payments.service.card.CardData}. */
@org.jspecify.annotations.NullMarked
package payments.service.card;
