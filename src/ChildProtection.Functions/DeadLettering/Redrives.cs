using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>Who does something to a letter, as what, and to which case.</summary>
internal sealed record LetterStep(string By, Role As, string Reason, string? CaseId);

/// <summary>
/// Sends dead letters again. What goes out and who sent it is stored first: the fact that comes of it says so, and an agreed correction
/// goes out whatever ends in between.
/// </summary>
public sealed partial class Redrives(
    DeadLetters letters, RedriveSender sender, Proposals proposals, SentRedrives sent, TimeProvider clock, ILogger<Redrives> logger)
    : IDeadLetters
{
    /// <summary>Sends the letter as it is.</summary>
    /// <returns>False when the letter is gone, or another operator is handling it.</returns>
    /// <exception cref="ProblemException">It cannot be sent, or has a proposal.</exception>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    internal async Task<bool> SendAsync(DeadLetter letter, LetterStep step, CancellationToken cancellationToken)
    {
        await RequireNoProposalAsync(letter, cancellationToken);
        var redriven = new Redriven { By = step.By, At = clock.GetUtcNow(), OriginalHash = letter.Hash, ChangedPaths = [] };
        return await sender.SendAsync(letter, null, redriven, step.CaseId, cancellationToken);
    }

    /// <summary>Stores a correction until a second person agrees to it.</summary>
    /// <exception cref="ProblemException">The letter cannot be corrected, or not like this, or has a proposal.</exception>
    internal async Task<Proposal> ProposeAsync(
        DeadLetter letter, JsonElement corrected, LetterStep step, CancellationToken cancellationToken)
    {
        var body = BinaryData.FromString(corrected.GetRawText());
        var proposal = new Proposal
        {
            Letter = letter.Id.ToString(),
            MessageId = await proposals.MessageIdAsync(letter, body, cancellationToken),
            CaseId = step.CaseId,
            OriginalHash = letter.Hash,
            Corrected = body.ToString(),
            ChangedPaths = Correction.Changes(letter, corrected),
            Reason = step.Reason,
            ProposedBy = step.By,
            ProposedAs = step.As,
            ProposedAt = clock.GetUtcNow(),
        };
        RedrivenMessage.Of(letter, body, proposal.MessageId);
        await sender.EarlierAsync(letter, cancellationToken);
        return await proposals.TryAddAsync(letter, proposal, cancellationToken)
            ? proposal
            : throw new ProblemException(DeadLetterProblems.Proposed());
    }

    /// <summary>Stores the agreement, then sends. What is agreed is sent later where it cannot be sent now.</summary>
    /// <returns>Whether it is sent already.</returns>
    /// <exception cref="ProblemException">Another person decided meanwhile.</exception>
    internal async Task<bool> AgreeAsync(
        DeadLetter letter, Proposal proposal, TableEntity row, string by, CancellationToken cancellationToken)
    {
        var agreed = proposal with { AgreedBy = by, AgreedAt = clock.GetUtcNow() };
        if (!await proposals.TryReplaceAsync(row, agreed, cancellationToken))
            throw new ProblemException(DeadLetterProblems.Changed());
        try
        {
            return await FinishAsync(letter, agreed, row.RowKey, CancellationToken.None);
        }
        catch (BusUnavailableException exception)
        {
            LogWaits(agreed.Letter, exception.Message);
            return false;
        }
    }

    /// <summary>Takes a proposal back; the letter stays.</summary>
    /// <exception cref="ProblemException">Another person decided meanwhile.</exception>
    internal async Task DeclineAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (!await proposals.TryRemoveAsync(row, cancellationToken))
            throw new ProblemException(DeadLetterProblems.Changed());
    }

    /// <summary>Removes a letter for good.</summary>
    /// <returns>False when the letter is gone, or another operator is handling it.</returns>
    /// <exception cref="ProblemException">It has a proposal.</exception>
    internal async Task<bool> DiscardAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await RequireNoProposalAsync(letter, cancellationToken);
        return await letters.DiscardAsync(letter, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in proposals.AllAsync(cancellationToken))
        {
            try
            {
                await ResumeAsync(row, cancellationToken);
            }
            catch (BusUnavailableException exception)
            {
                LogWaits(row.RowKey, exception.Message);
                return;
            }
#pragma warning disable CA1031 // One row that cannot be sent must not hold back the others.
            catch (Exception exception)
                when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
            {
                LogFailed(exception, row.RowKey);
            }
        }
    }

    private async Task ResumeAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var proposal = Proposal.Read(row);
        var letter = DeadLetterId.Parse(proposal.Letter) is { } id ? await letters.FindAsync(id, cancellationToken) : null;
        if (letter is null || letter.Hash != proposal.OriginalHash)
        {
            // An agreed one leaves its queue only after it was sent.
            LogGone(proposal.Letter);
            await proposals.TryRemoveAsync(row, cancellationToken);
        }
        else if (proposal.AgreedBy is not null && await FinishAsync(letter, proposal, row.RowKey, cancellationToken))
            LogResumed(proposal.Letter);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        await letters.RemoveAsync(subjects, cancellationToken);
        await foreach (var row in proposals.AllAsync(cancellationToken))
        {
            if (Proposal.Read(row) is var proposal && (subjects.Contains(proposal.CaseId)
                || subjects.Any(subject => proposal.Corrected.Contains($"\"{subject}\"", StringComparison.Ordinal))))
                await proposals.TryRemoveAsync(row, cancellationToken);
        }

        await sent.RemoveAsync(subjects, cancellationToken);
    }

    private async Task<bool> FinishAsync(DeadLetter letter, Proposal agreed, string key, CancellationToken cancellationToken)
    {
        var body = BinaryData.FromString(agreed.Corrected);
        if (!await sender.SendAsync(letter, body, agreed.Step, agreed.CaseId, cancellationToken))
            return false;
        await proposals.RemoveAsync(key, cancellationToken);
        return true;
    }

    private async Task RequireNoProposalAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (await proposals.FindAsync(letter, cancellationToken) is not null)
            throw new ProblemException(DeadLetterProblems.Proposed());
    }

    [LoggerMessage(
        1, LogLevel.Warning, "Agreed correction of dead letter {Letter} not sent: {Reason}. It is sent when the bus is back.",
        EventName = "RedriveWaits")]
    private partial void LogWaits(string letter, string reason);

    [LoggerMessage(
        2, LogLevel.Information, "Agreed correction of dead letter {Letter} sent, after an interruption.", EventName = "RedriveResumed")]
    private partial void LogResumed(string letter);

    [LoggerMessage(
        3, LogLevel.Information, "Dead letter {Letter} is gone; its proposal was removed.", EventName = "ProposalRemoved")]
    private partial void LogGone(string letter);

    [LoggerMessage(
        4, LogLevel.Error, "Correction {Key} could not be sent; continuing with the others.", EventName = "RedriveFailed")]
    private partial void LogFailed(Exception exception, string key);
}
