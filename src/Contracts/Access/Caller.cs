using System.Globalization;
using Conversations.Contracts.Ports;
using Orleans.Runtime;

namespace Conversations.Contracts.Access;

/// <summary>
/// Who is asking. The edge puts it into the request context, grains read it there: identity is never an argument a caller could make up.
/// </summary>
/// <param name="Via">"key" when an API key acts as the employee, else null.</param>
public sealed record Caller(EmployeeId Employee, string Name, Role Role, string? Via)
{
    private const string Key = "caller";
    private const char Separator = '\u001f';

    /// <summary>Her grade on the open floor (<see cref="Contracts.Floor.FloorGrades"/>), as the edge read it for a call to the floor; empty elsewhere.</summary>
    public string Floor { get; init; } = "";

    public Actor Actor => new("employee", Employee.Value, Name, Via);

    public bool May(Permission permission) => Policy.Allows(Role, permission);

    /// <summary>The caller of the current request, or null when the system itself acts.</summary>
    public static Caller? Current
    {
        get => RequestContext.Get(Key) is string text ? Parse(text) : null;
        set
        {
            if (value is null)
            {
                RequestContext.Remove(Key);
            }
            else
            {
                RequestContext.Set(Key, value.Format());
            }
        }
    }

    private string Format() =>
        string.Join(Separator, Employee.Value, ((int)Role).ToString(CultureInfo.InvariantCulture), Via ?? "", Floor, Name);

    private static Caller Parse(string text)
    {
        var parts = text.Split(Separator, 5);
        return new Caller(
            new EmployeeId(parts[0]),
            parts[4],
            (Role)int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts[2].Length == 0 ? null : parts[2]) { Floor = parts[3] };
    }
}
