using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>Sends one letter again, after it has stored who did, for the fact that will come of it.</summary>
public sealed class RedriveSender(DeadLetters letters, Proposals proposals, SentRedrives sent)
{
    /// <summary>How often one message may be sent again: a fact has room for that.</summary>
    private const int MostSteps = 5;

    /// <returns>False when the letter is gone, or another operator is handling it.</returns>
    /// <exception cref="ProblemException">It cannot be sent.</exception>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    internal async Task<bool> SendAsync(
        DeadLetter letter, BinaryData? corrected, Redriven step, string? caseId, CancellationToken cancellationToken)
    {
        var body = corrected ?? letter.Message.Body;
        var message = RedrivenMessage.Of(letter, corrected, await proposals.MessageIdAsync(letter, body, cancellationToken));
        await sent.PutAsync(
            new SentRedrive
            {
                MessageId = message.MessageId,
                Agency = letter.Agency,
                CaseId = caseId,
                BodyHash = SentRedrives.HashOf(body),
                Steps = [.. await EarlierAsync(letter, cancellationToken), step],
            },
            cancellationToken);
        return await letters.RedriveAsync(letter, message, cancellationToken);
    }

    /// <summary>A letter that was sent again before keeps who did that: nobody hides a change behind a second sending.</summary>
    /// <exception cref="ProblemException">It can only be discarded.</exception>
    internal async Task<IReadOnlyList<Redriven>> EarlierAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        try
        {
            var earlier = await sent.StepsAsync(letter.Message, letter.Agency, cancellationToken) ?? [];
            return earlier.Count < MostSteps ? earlier : throw new ProblemException(DeadLetterProblems.DiscardOnly(
                $"must be discard, because the message was sent again {MostSteps} times"));
        }
        catch (UnusableMessageException)
        {
            throw new ProblemException(DeadLetterProblems.DiscardOnly(
                "must be discard, because the message says that it was sent again, and no record of that is there"));
        }
    }
}
