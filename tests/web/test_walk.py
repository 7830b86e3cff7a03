from __future__ import annotations
import time
from tests.person import Person
def test_walk(person: Person) -> None:
    t=time.time()
    person.begins(); person.fills_profile(); print(time.time()-t)
    person.chooses("full")
    person.follow("Start with"); person.answers("2","1","0","3","dont-know"); print(time.time()-t)
    assert person.at.endswith("/answers")
    person.press("Finish and see"); print(time.time()-t)
    for a in ("/about","/privacy","/accessibility","/workspace","/return"): person.go(a)
