using System.Text.Json;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>
/// Writes notifications to staff as e-mail files where a folder is set. Without one it only receives the message: on Azure the subscription
/// forwards to a mail service instead.
/// </summary>
internal sealed class StaffMailHandler(MailFolder folder, CaseTables tables)
{
    public async Task HandleAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        if (folder.Path is null)
            return;
        using var body = JsonDocument.Parse(message.Body.ToMemory());
        var mail = Mail.Of(
            Property(message, BusNames.ToProperty) ?? BusNames.People,
            Property(message, BusNames.TeamProperty),
            Property(message, BusNames.AccountProperty),
            body.RootElement);
        await folder.WriteAsync(mail.FileName, mail.Content, cancellationToken);
        await ForgetDisposedAsync(body.RootElement.GetProperty("subject").GetString() ?? "", cancellationToken);
    }

    /// <summary>
    /// Removes the mail of a message that was under way when its case's record was destroyed. Checked after the mail exists: the tombstone
    /// is written before a disposal removes mail, so one of the two sees the other.
    /// </summary>
    private async Task ForgetDisposedAsync(string caseId, CancellationToken cancellationToken)
    {
        try
        {
            if (await Tombstone.StandsForAsync(tables, caseId, cancellationToken))
                await folder.RemoveAsync(caseId, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            // Mail does not wait for the record store. A disposal needs the store too: it cannot finish meanwhile, and removes the mail
            // when it continues.
        }
    }

    private static string? Property(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.GetValueOrDefault(name) as string;
}
