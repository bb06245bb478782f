using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>Input of the activity that answers a case's question.</summary>
public sealed record LookUpInput
{
    public required string CaseId { get; init; }

    public required OutsideQuestion Question { get; init; }
}

/// <summary>Looks up what a case's decision needs from outside the case, at the moment that it is decided.</summary>
public sealed class OutsideLookUp(CaseTables tables, IAgencyNotices notices, ITeamManagers managers)
{
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    [Function(nameof(LookUpOutside))]
    public Task<OutsideAnswer> LookUpOutside([ActivityTrigger] LookUpInput input, CancellationToken cancellationToken) =>
        CaseTraces.ActivityAsync(nameof(LookUpOutside), input.CaseId, async () => new OutsideAnswer
        {
            Untaken = input.Question.NoticesOf is { } fact ? await UntakenAsync(input.CaseId, fact, cancellationToken) : null,
            Managers = input.Question.ManagersOf is { } team ? managers.Of(team) : null,
        });

    /// <summary>Codes of the agencies that have not taken the notice of that fact.</summary>
    private async Task<IReadOnlyList<string>> UntakenAsync(string caseId, long fact, CancellationToken cancellationToken)
    {
        // As long as it is to be published nobody can say that it was sent.
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Outbox(fact), cancellationToken) is { } outbox)
            return [.. NotificationOutbox.Read(outbox).Where(one => one.MustBeTaken).Select(one => one.Agency!)];
        if (await tables.Cases.FindAsync(caseId, CaseKeys.Sent(fact), cancellationToken) is not { } row)
            return [];
        List<string> untaken = [];
        foreach (var sent in SentNotices.Read(row))
        {
            if (sent.Id is null || !await notices.IsTakenAsync(sent.Agency, sent.Id, cancellationToken))
                untaken.Add(sent.Agency);
        }

        return untaken;
    }
}
