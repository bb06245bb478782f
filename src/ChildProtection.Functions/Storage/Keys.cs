using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChildProtection.Domain.Cases;

namespace ChildProtection.Functions.Storage;

/// <summary>Partition and row keys. Whatever comes from outside is made safe here: tables refuse <c>/ \ # ?</c> and control characters.</summary>
public static class Keys
{
    public const string Case = "case";

    public const string Watch = "watch";

    public const string FactPrefix = "fact-";

    public const string DeadlinePrefix = "deadline-";

    public const string ApprovalPrefix = "approval-";

    public const string EventPrefix = "event-";

    public const string PlanPrefix = "plan-";

    public const string OutboxPrefix = "outbox-";

    public static string Fact(long sequence) => FactPrefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    public static string Outbox(long sequence) => OutboxPrefix + sequence.ToString("D10", CultureInfo.InvariantCulture);

    public static string Deadline(string deadlineId) => DeadlinePrefix + deadlineId;

    public static string Approval(int number) => Domain.Cases.Approval.IdOf(number);

    /// <summary>Plans of a case are numbered, their versions too; both sort.</summary>
    public static string Plan(int number, int version) => string.Create(CultureInfo.InvariantCulture, $"{PlanPrefix}{number:D3}-{version:D5}");

    /// <summary>An event's identity: the caller's own key, so that two callers may use the same one.</summary>
    public static string Event(string subject, string eventId) => EventPrefix + Sha256(subject + "\n" + eventId);

    /// <summary>What a fact remembers of the signal that made it.</summary>
    public static string Signal(TimedSignal moment) => $"checkpoint-{moment.Of}-{moment.At.UtcDateTime:yyyyMMddTHHmmssZ}";

    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Any text as part of a key: letters, digits, dot, dash and blank stay, everything else becomes its UTF-8 bytes as <c>=XX</c>.</summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or ' ')
                safe.Append(character);
            else
                safe.Append(CultureInfo.InvariantCulture, $"={value:X2}");
        }

        return safe.ToString();
    }

    /// <summary>The filter for one partition and the rows that begin with <paramref name="prefix"/>.</summary>
    public static string Rows(string partition, string prefix) =>
        Azure.Data.Tables.TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {prefix[..^1] + (char)(prefix[^1] + 1)}");
}
