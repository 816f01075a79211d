namespace Conversations.Web.Company;

/// <summary>What a first start makes, by the ids it makes it under.</summary>
public static class CompanyDefaults
{
    public const string Queue = "default";
    public const string QueueName = "General";
    public const string Admin = "admin";
    public const string AdminName = "Admin";
    public const string AdminEmail = "admin@localhost";
    public const string BootstrapKeyName = "bootstrap";
}
