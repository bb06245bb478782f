using System.Globalization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>Partition and row keys of the record store.</summary>
public static class CaseKeys
{
    public const string Case = "case";

    public const string Watch = "watch";

    public const string FactPrefix = "fact-";

    public const string DeadlinePrefix = "deadline-";

    public const string ApprovalPrefix = "approval-";

    public const string EventPrefix = "event-";

    public const string PlanPrefix = "plan-";

    public const string OutboxPrefix = "outbox-";

    public const string SentPrefix = "sent-";

    public static string Fact(long sequence) => FactPrefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    public static string Outbox(long sequence) => OutboxPrefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Which notices of a fact went to agencies, where the case asks later whether they were taken.</summary>
    public static string Sent(long sequence) => SentPrefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    public static string Deadline(string deadlineId) => DeadlinePrefix + deadlineId;

    public static string Approval(int number) => Domain.Kernel.Approval.IdOf(number);

    /// <summary>Plans of a case are numbered, their versions too; both sort.</summary>
    public static string Plan(int number, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{PlanPrefix}{number:D3}-{version:D5}");

    /// <summary>An event's identity: the caller's own key, so that two callers may use the same one.</summary>
    public static string Event(string subject, string eventId) => EventPrefix + TableKeys.Sha256(subject + "\n" + eventId);

    /// <summary>The key of a fact's signal: the row of the event, or the key of the moment.</summary>
    public static string Signal(CaseSignal signal) => signal switch
    {
        EventSignal happened => Event(happened.Actor.Subject, happened.EventId),
        OpeningSignal opening => Event(opening.Referral.Actor.Subject, opening.Referral.EventId),
        TimedSignal moment => $"checkpoint-{moment.Of}-{moment.At.UtcDateTime:yyyyMMddTHHmmssZ}",
        _ => throw new ArgumentException($"A signal of type {signal.GetType().Name} has no key.", nameof(signal)),
    };

    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
