using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>A letter, and what the caller may do with it.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="About">Its cases.</param>
/// <param name="Reads">The role in which the caller may read what it says; null for an administrator, who sees its structure alone.</param>
internal sealed record AdmittedLetter(DeadLetter Letter, IReadOnlyList<StoredCase> About, Role? Reads)
{
    /// <summary>The role in which the caller acts.</summary>
    public Role As => Reads ?? Role.Administrator;

    public string? CaseId => About is [var first, ..] ? first.State.CaseId : LetterCases.OpenedBy(Letter);
}

/// <summary>
/// Admits a caller to a letter and logs it. A manager finds the letters about cases that they may read; all others look like none.
/// </summary>
public sealed class LetterGate(
    DeadLetters letters, LetterCases cases, CurrentCaller current, CaseGate gate, AccessRecorder recorder)
{
    /// <summary>Letters that are looked at together to fill a manager's page.</summary>
    private const int Batch = 100;

    private bool Administers => current.Value.Roles.Contains(Role.Administrator);

    /// <exception cref="ProblemException">There is none that the caller may know of.</exception>
    internal async Task<AdmittedLetter> FindAsync(string id, CancellationToken cancellation)
    {
        if (DeadLetterId.Parse(id) is not { } named
            || await letters.FindAsync(named, cancellation) is not { } letter
            || await AdmitAsync(letter, cancellation) is not { } admitted)
            throw new ProblemException(
                Problems.NotFound("There is no such dead letter, or you may not see it. It may have been settled; refresh the list."));
        if (admitted.About is [var stored, ..])
            gate.Concerns(stored);
        return admitted;
    }

    /// <summary>Up to <paramref name="count"/> letters after one that the caller may know of.</summary>
    /// <exception cref="ProblemException">There is no such place to begin at.</exception>
    internal async Task<IReadOnlyList<DeadLetter>> ListAsync(int count, DeadLetterId? after, CancellationToken cancellation)
    {
        if (Administers)
            return await letters.ListAsync(count, after, cancellation) ?? throw Pages.NoCursor();
        List<DeadLetter> shown = [];
        while (await letters.ListAsync(Batch, after, cancellation) is { } batch)
        {
            foreach (var letter in batch)
            {
                if (await AdmitAsync(letter, cancellation) is not null)
                    shown.Add(letter);
                if (shown.Count == count)
                    return shown;
            }

            if (batch.Count == 0)
                return shown;
            after = batch[^1].Id;
        }

        throw Pages.NoCursor();
    }

    internal Task LogListAsync() => recorder.DeadLetterAsync(
        AccessKind.Read, "list", Administers ? Role.Administrator : current.Value.Roles.First(RouteAccess.DeadLetters.Roles.Contains));

    /// <summary>The structure says nothing about a child, so it is logged by account alone.</summary>
    internal Task LogLookAsync(AdmittedLetter admitted) =>
        recorder.DeadLetterAsync(AccessKind.Read, admitted.Letter.Id.ToString(), Administers ? Role.Administrator : admitted.As);

    /// <summary>Reading what the letter says is reading its cases.</summary>
    internal Task LogContentAsync(AdmittedLetter admitted) =>
        LogAsync(admitted, AccessKind.Read, $"content of {admitted.Letter.Id}", admitted.As);

    /// <summary>A step stands in the log of each case, before it is done.</summary>
    internal Task LogStepAsync(AdmittedLetter admitted, string action, string reason, Role role) =>
        LogAsync(admitted, AccessKind.Write, $"{action} {admitted.Letter.Id}: {reason}", role);

    private async Task LogAsync(AdmittedLetter admitted, AccessKind kind, string what, Role role)
    {
        foreach (var stored in admitted.About)
            await recorder.DeadLetterAsync(kind, what, role, stored.State.CaseId, stored);
        if (admitted.About.Count == 0)
            await recorder.DeadLetterAsync(kind, what, role, kind == AccessKind.Write ? admitted.CaseId : null);
    }

    private async Task<AdmittedLetter?> AdmitAsync(DeadLetter letter, CancellationToken cancellation)
    {
        var about = await cases.OfAsync(letter, cancellation);
        var reads = LetterCases.Reader(current.Value, about);
        return Administers || reads is not null ? new AdmittedLetter(letter, about, reads) : null;
    }
}
