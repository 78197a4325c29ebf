/**
 * The log of effects: where payments live in more than one region, what happened is what this log says, and all else, the
 * tables of the regions, events and ledgers, is derived from it. Start at {@link payments.service.effects.EffectLog}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.effects;
